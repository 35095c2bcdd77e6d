#include <stdint.h>

/// What was asked of `malloc`, by any thread, since counting began.
typedef struct {
  /// How many blocks.
  int64_t blocks;
  /// How many bytes together.
  int64_t bytes;
} Allocations;

/// Starts counting from zero. False where allocations cannot be counted, which is everywhere but on
/// Linux with the GNU C library.
_Bool counting_start(void);

/// Stops counting and tells what was counted.
Allocations counting_stop(void);

/// How many bytes are handed out at present; -1 where the C library does not tell.
int64_t counting_bytes_in_use(void);

/// How many pages the system had to find for this process so far.
int64_t counting_page_faults(void);
