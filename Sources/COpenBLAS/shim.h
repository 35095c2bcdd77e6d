// What Swift sees of OpenBLAS: the C interface to BLAS and the Fortran names of LAPACK.
#include <cblas.h>
#include <stddef.h>

#if defined(__GLIBC__)
#include <malloc.h>
#elif defined(__APPLE__)
#include <malloc/malloc.h>
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

/// The bytes that the program has asked for and not given back; 0 where the system does not say.
static inline size_t ladder_bytes_in_use(void) {
#if defined(__GLIBC__)
  struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
#elif defined(__APPLE__)
  malloc_statistics_t statistics;
  malloc_zone_statistics(NULL, &statistics);
  return statistics.size_in_use;
#else
  return 0;
#endif
}

/// Whether one register holds sixteen floats, as AVX-512's do.
#if defined(__AVX512F__)
#define LADDER_REGISTERS_HOLD_SIXTEEN 1
#else
#define LADDER_REGISTERS_HOLD_SIXTEEN 0
#endif

/// Sixteen floats, SIMD16<Float> in Swift.
typedef float ladder_lanes __attribute__((ext_vector_type(16)));

/// The square root of each, NaN for negative ones. Swift's own takes the lanes one by one, each with
/// a branch to a function of the C library: Adam's step took three times as long.
static inline ladder_lanes ladder_square_roots(ladder_lanes x) {
  return __builtin_elementwise_sqrt(x);
}

// Arithmetic lane by lane. Swift's own operators on vectors are loops over the lanes, of which the
// compiler often makes pieces of one, four and eight lanes that it puts together again: a sum of
// squares took twice as long.

static inline ladder_lanes ladder_sum(ladder_lanes x, ladder_lanes y) { return x + y; }
static inline ladder_lanes ladder_difference(ladder_lanes x, ladder_lanes y) { return x - y; }
static inline ladder_lanes ladder_product(ladder_lanes x, ladder_lanes y) { return x * y; }
static inline ladder_lanes ladder_quotient(ladder_lanes x, ladder_lanes y) { return x / y; }

/// Begins to bring memory near that will be read soon.
static inline void ladder_fetch(const float *x) { __builtin_prefetch(x); }

// The routines of LAPACK that Tensors/LinearAlgebra calls, as Fortran compilers name and pass them:
// all arguments are pointers, and the lengths of character arguments follow at the end. OpenBLAS
// contains them; the header that would declare them is a package of its own on some systems.

void sgesv_(const int *n, const int *nrhs, float *a, const int *lda, int *ipiv, float *b,
            const int *ldb, int *info);
void sgetrf_(const int *m, const int *n, float *a, const int *lda, int *ipiv, int *info);
void sgetri_(const int *n, float *a, const int *lda, const int *ipiv, float *work,
             const int *lwork, int *info);
void sgecon_(const char *norm, const int *n, const float *a, const int *lda, const float *anorm,
             float *rcond, float *work, int *iwork, int *info, size_t norm_length);
void sgelss_(const int *m, const int *n, const int *nrhs, float *a, const int *lda, float *b,
             const int *ldb, float *s, const float *rcond, int *rank, float *work,
             const int *lwork, int *info);
void spotrf_(const char *uplo, const int *n, float *a, const int *lda, int *info,
             size_t uplo_length);
void sgeqrf_(const int *m, const int *n, float *a, const int *lda, float *tau, float *work,
             const int *lwork, int *info);
void sorgqr_(const int *m, const int *n, const int *k, float *a, const int *lda, const float *tau,
             float *work, const int *lwork, int *info);
void sgesdd_(const char *jobz, const int *m, const int *n, float *a, const int *lda, float *s,
             float *u, const int *ldu, float *vt, const int *ldvt, float *work, const int *lwork,
             int *iwork, int *info, size_t jobz_length);
void ssyev_(const char *jobz, const char *uplo, const int *n, float *a, const int *lda, float *w,
            float *work, const int *lwork, int *info, size_t jobz_length, size_t uplo_length);
void sgeev_(const char *jobvl, const char *jobvr, const int *n, float *a, const int *lda,
            float *wr, float *wi, float *vl, const int *ldvl, float *vr, const int *ldvr,
            float *work, const int *lwork, int *info, size_t jobvl_length, size_t jobvr_length);
