// What Swift sees of OpenBLAS: the C interface to BLAS and the Fortran names of LAPACK.
#include <cblas.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

/// Prepares the process for numeric work; once is enough.
///
/// OpenBLAS runs on the thread that calls it, since we split the work ourselves. And memory that was
/// freed stays with the process: by default glibc returns every large block at once, and the next
/// operation pays for mapping and clearing it again, which costs 6 to 18 times the operation.
static inline void ladder_prepare(void) {
  openblas_set_num_threads(1);
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, 32 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
#endif
}
