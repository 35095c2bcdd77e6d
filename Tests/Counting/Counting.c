// Counts allocations. A program's own `malloc` takes the place of the C library's, for Swift's
// arrays as for everything else; this one counts, and hands over to the library's.
#include "Counting.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/resource.h>

static atomic_bool is_counting;
static _Atomic int64_t blocks, bytes;

#if defined(__GLIBC__)
#include <malloc.h>

extern void *__libc_malloc(size_t size);

void *malloc(size_t size) {
  if (atomic_load_explicit(&is_counting, memory_order_relaxed)) {
    atomic_fetch_add_explicit(&blocks, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&bytes, (int64_t)size, memory_order_relaxed);
  }
  return __libc_malloc(size);
}

_Bool counting_start(void) {
  blocks = bytes = 0;
  is_counting = 1;
  return 1;
}

int64_t counting_bytes_in_use(void) {
  struct mallinfo2 info = mallinfo2();
  return (int64_t)(info.uordblks + info.hblkhd);
}
#else
_Bool counting_start(void) { return 0; }

int64_t counting_bytes_in_use(void) { return -1; }
#endif

int64_t counting_page_faults(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_minflt + usage.ru_majflt;
}

Allocations counting_stop(void) {
  is_counting = 0;
  return (Allocations){blocks, bytes};
}
