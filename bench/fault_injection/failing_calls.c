/* Loaded with LD_PRELOAD: makes the n-th call of a kind fail once. `fault_arm` chooses it, `fault_disarm` reports. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <sys/types.h>
#include <unistd.h>

enum { WRITE, SYNC, RENAME };
static __thread int kind = -1, left, error;

void fault_arm(int of, int nth, int with) { kind = of; left = nth; error = with; }

/* Returns whether the fault came to pass. */
int fault_disarm(void) { int fired = kind >= 0 && left <= 0; kind = -1; return fired; }

static int is_due(int of) { return kind == of && left > 0 && --left == 0; }

#define REAL(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))
#define FAIL() do { errno = error; return -1; } while (0)

/* An error of 0 asks for a short write: the first half arrives. */
ssize_t write(int file, const void *data, size_t size) {
    if (is_due(WRITE)) { if (error) FAIL(); size = size > 1 ? size / 2 : size; }
    return REAL(write)(file, data, size);
}
ssize_t pwrite(int file, const void *data, size_t size, off_t at) {
    if (is_due(WRITE)) { if (error) FAIL(); size = size > 1 ? size / 2 : size; }
    return REAL(pwrite)(file, data, size, at);
}
ssize_t pwrite64(int file, const void *data, size_t size, off64_t at) {
    if (is_due(WRITE)) { if (error) FAIL(); size = size > 1 ? size / 2 : size; }
    return REAL(pwrite64)(file, data, size, at);
}
int fsync(int file) { if (is_due(SYNC)) FAIL(); return REAL(fsync)(file); }
int fdatasync(int file) { if (is_due(SYNC)) FAIL(); return REAL(fdatasync)(file); }
int rename(const char *from, const char *to) { if (is_due(RENAME)) FAIL(); return REAL(rename)(from, to); }
int renameat(int a, const char *from, int b, const char *to) { if (is_due(RENAME)) FAIL(); return REAL(renameat)(a, from, b, to); }
