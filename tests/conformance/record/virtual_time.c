/*
 * Gives a process a clock that stands still while it runs and jumps when it waits; for LD_PRELOAD. The process ends with
 * status 99 when nothing can wake it any more.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* The clock, in microseconds, and where waiting for ever is taken to have begun: no program sleeps that long. */
static long long now;
static const long long forever = 1000000000LL;

static void jump(long long us) {
    now += us;
    if (now > forever) _exit(99);
}

int clock_gettime(clockid_t clock, struct timespec *to) {
    (void)clock;
    to->tv_sec = now / 1000000;
    to->tv_nsec = now % 1000000 * 1000;
    return 0;
}

int gettimeofday(struct timeval *restrict to, void *restrict zone) {
    (void)zone;
    to->tv_sec = now / 1000000;
    to->tv_usec = now % 1000000;
    return 0;
}

int usleep(useconds_t us) {
    jump(us);
    return 0;
}

int select(int n, fd_set *restrict in, fd_set *restrict out, fd_set *restrict err, struct timeval *restrict time) {
    (void)n, (void)in, (void)out, (void)err;
    jump(time ? time->tv_sec * 1000000LL + time->tv_usec : forever);
    return 0;
}

/* Sockets are real ones, of this process alone: what it has sent to itself has arrived. */
int poll(struct pollfd *fds, nfds_t n, int ms) {
    static int (*real)(struct pollfd *, nfds_t, int);
    if (!real) real = (int (*)(struct pollfd *, nfds_t, int))dlsym(RTLD_NEXT, "poll");
    int ready = real(fds, n, 0);
    if (ready == 0) jump(ms < 0 ? forever : ms * 1000LL);
    return ready;
}
