// What Swift sees of OpenBLAS: the C interface to BLAS and the Fortran names of LAPACK.
#include <cblas.h>
