// What Swift sees of libpng and of zlib under it.
#include <png.h>
#include <zlib.h>
