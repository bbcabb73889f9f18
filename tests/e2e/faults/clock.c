// Preloaded into a program: its clock stands at FAKE_CLOCK, in seconds since 1970. Other clocks go on.
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t clock, struct timespec *time) {
  const char *fake = getenv("FAKE_CLOCK");
  if (clock != CLOCK_REALTIME || fake == NULL) return (int)syscall(SYS_clock_gettime, clock, time);
  time->tv_sec = atoll(fake);
  time->tv_nsec = 0;
  return 0;
}
