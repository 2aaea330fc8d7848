// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Wraps what the audio thread must never call; a call between lt_rt_enter and lt_rt_leave ends the program with
// a backtrace. Linked into a test, it sees the calls of the program and of every library.
// Layer: tests.

#undef _FILE_OFFSET_BITS /* open and open64 are two names here, and both are wrapped */

#include "forbid.h"

#include "base/rt.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* glibc's own names: dlsym () would allocate before it could say where malloc is. */
extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *memory, size_t size);
extern void *__libc_memalign (size_t alignment, size_t size);
extern void  __libc_free (void *memory);

static _Atomic bool       is_dying;
static _Atomic bool       is_choosy;
static _Thread_local bool is_chosen;

void
lt_forbid_choose (bool here)
{
  is_chosen = here;
  atomic_store (&is_choosy, true);
}

void
lt_forbid_check (const char *name)
{
  void *frames[64];

  if (!lt_rt_inside () || (atomic_load (&is_choosy) && !is_chosen) || atomic_exchange (&is_dying, true))
    return;

  static const char words[] = " was called on the audio thread\n";
  int               n = backtrace (frames, 64);

  syscall (SYS_write, STDERR_FILENO, name, strlen (name));
  syscall (SYS_write, STDERR_FILENO, words, sizeof words - 1);
  backtrace_symbols_fd (frames, n, STDERR_FILENO);
  abort ();
}

/* The first backtrace loads a library: not when it is needed. */
__attribute__ ((constructor)) static void
prepare (void)
{
  void *frames[4];

  backtrace (frames, 4);
}

/* --- memory --- */

void *
malloc (size_t size)
{
  lt_forbid_check ("malloc");
  return __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  lt_forbid_check ("calloc");
  return __libc_calloc (n, size);
}

void *
realloc (void *memory, size_t size)
{
  lt_forbid_check ("realloc");
  return __libc_realloc (memory, size);
}

void
free (void *memory)
{
  lt_forbid_check ("free");
  __libc_free (memory);
}

void *
aligned_alloc (size_t alignment, size_t size)
{
  lt_forbid_check ("aligned_alloc");
  return __libc_memalign (alignment, size);
}

void *
memalign (size_t alignment, size_t size)
{
  lt_forbid_check ("memalign");
  return __libc_memalign (alignment, size);
}

int
posix_memalign (void **out, size_t alignment, size_t size)
{
  lt_forbid_check ("posix_memalign");
  *out = __libc_memalign (alignment, size);
  return *out != NULL ? 0 : 12; /* ENOMEM */
}

/* --- everything else: looked up once, at the first call --- */

#define REAL(name) \
  static _Atomic (void *) real; \
  void *found = atomic_load (&real); \
  if (found == NULL) \
    atomic_store (&real, found = dlsym (RTLD_NEXT, #name)); \
  lt_forbid_check (#name)

#define WRAP(type, name, params, args) \
  type name params; \
  type name params \
  { \
    REAL (name); \
    return ((type (*) params) found) args; \
  }

WRAP (int, pthread_mutex_lock, (pthread_mutex_t *m), (m))
WRAP (int, pthread_mutex_unlock, (pthread_mutex_t *m), (m))
WRAP (int, pthread_cond_wait, (pthread_cond_t *c, pthread_mutex_t *m), (c, m))
WRAP (int, pthread_cond_timedwait, (pthread_cond_t *c, pthread_mutex_t *m, const struct timespec *t), (c, m, t))
WRAP (int, pthread_cond_signal, (pthread_cond_t *c), (c))
WRAP (int, pthread_cond_broadcast, (pthread_cond_t *c), (c))
WRAP (int, pthread_rwlock_rdlock, (pthread_rwlock_t *l), (l))
WRAP (int, pthread_rwlock_wrlock, (pthread_rwlock_t *l), (l))
WRAP (int, pthread_create, (pthread_t *t, const pthread_attr_t *a, void *(*run) (void *), void *data), (t, a, run, data))
WRAP (int, pthread_join, (pthread_t t, void **out), (t, out))
WRAP (int, sem_wait, (sem_t *s), (s))
WRAP (int, sem_post, (sem_t *s), (s))
WRAP (ssize_t, read, (int fd, void *to, size_t n), (fd, to, n))
WRAP (ssize_t, write, (int fd, const void *from, size_t n), (fd, from, n))
WRAP (ssize_t, pread, (int fd, void *to, size_t n, off_t at), (fd, to, n, at))
WRAP (ssize_t, pwrite, (int fd, const void *from, size_t n, off_t at), (fd, from, n, at))
WRAP (ssize_t, pread64, (int fd, void *to, size_t n, off64_t at), (fd, to, n, at))
WRAP (ssize_t, pwrite64, (int fd, const void *from, size_t n, off64_t at), (fd, from, n, at))
WRAP (off64_t, lseek64, (int fd, off64_t at, int whence), (fd, at, whence))
WRAP (FILE *, fopen64, (const char *path, const char *mode), (path, mode))
WRAP (void *, mmap64, (void *at, size_t n, int prot, int flags, int fd, off64_t from), (at, n, prot, flags, fd, from))
WRAP (int, close, (int fd), (fd))
WRAP (off_t, lseek, (int fd, off_t at, int whence), (fd, at, whence))
WRAP (FILE *, fopen, (const char *path, const char *mode), (path, mode))
WRAP (int, fclose, (FILE * f), (f))
WRAP (int, fflush, (FILE * f), (f))
WRAP (size_t, fwrite, (const void *from, size_t size, size_t n, FILE *f), (from, size, n, f))
WRAP (size_t, fread, (void *to, size_t size, size_t n, FILE *f), (to, size, n, f))
WRAP (int, puts, (const char *text), (text))
WRAP (int, fputs, (const char *text, FILE *f), (text, f))
WRAP (int, vfprintf, (FILE * f, const char *format, va_list args), (f, format, args))
WRAP (int, vsnprintf, (char *to, size_t n, const char *format, va_list args), (to, n, format, args))
WRAP (void *, mmap, (void *at, size_t n, int prot, int flags, int fd, off_t from), (at, n, prot, flags, fd, from))
WRAP (int, munmap, (void *at, size_t n), (at, n))
WRAP (int, madvise, (void *at, size_t n, int advice), (at, n, advice))
WRAP (int, nanosleep, (const struct timespec *t, struct timespec *left), (t, left))
WRAP (int, clock_nanosleep, (clockid_t clock, int flags, const struct timespec *t, struct timespec *left), (clock, flags, t, left))
WRAP (int, usleep, (useconds_t us), (us))
WRAP (int, poll, (struct pollfd * fds, nfds_t n, int timeout), (fds, n, timeout))

int
printf (const char *format, ...)
{
  va_list args;

  lt_forbid_check ("printf");
  va_start (args, format);
  int n = vfprintf (stdout, format, args);
  va_end (args);
  return n;
}

int
fprintf (FILE *file, const char *format, ...)
{
  va_list args;

  lt_forbid_check ("fprintf");
  va_start (args, format);
  int n = vfprintf (file, format, args);
  va_end (args);
  return n;
}

static int
open_real (void *found, const char *path, int flags, va_list args)
{
  mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? (mode_t) va_arg (args, unsigned) : 0;

  return ((int (*) (const char *, int, ...)) found) (path, flags, mode);
}

#define WRAP_OPEN(name) \
  int name (const char *path, int flags, ...) \
  { \
    REAL (name); \
    va_list args; \
    va_start (args, flags); \
    int fd = open_real (found, path, flags, args); \
    va_end (args); \
    return fd; \
  }

WRAP_OPEN (open)
WRAP_OPEN (open64)
