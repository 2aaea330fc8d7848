// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A lock that names its owner.
// Layer: session.
//
// The kernel's lock (of the open file, so it works within one program, too) goes with its holder and is
// the truth wherever the file system knows it. The text only says who: user, host, process, program.

#include "session/lock.h"

#include "session/session.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <linux/magic.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

struct LtLock
{
  int fd;
};

typedef struct
{
  char *user;
  char *host;
  pid_t pid; /* 0: nobody */
  char *program;
} Owner;

static void
owner_clear (Owner *owner)
{
  g_free (owner->user);
  g_free (owner->host);
  g_free (owner->program);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Owner, owner_clear)

static Owner
read_owner (int fd)
{
  char    text[1024] = "";
  ssize_t n = pread (fd, text, sizeof text - 1, 0);
  Owner   owner = { 0 };

  if (n <= 0)
    return owner;
  text[n] = '\0';

  g_auto (GStrv) lines = g_strsplit (text, "\n", 5);
  if (g_strv_length (lines) < 4)
    return owner;
  owner.user = g_utf8_make_valid (lines[0], -1);
  owner.host = g_utf8_make_valid (lines[1], -1);
  owner.pid = (pid_t) CLAMP (g_ascii_strtoll (lines[2], NULL, 10), 0, G_MAXINT);
  owner.program = g_utf8_make_valid (lines[3], -1);
  return owner;
}

static bool
write_owner (int fd)
{
  const char      *program = g_get_prgname ();
  g_autofree char *text
      = g_strdup_printf ("%s\n%s\n%d\n%s\n", g_get_user_name (), g_get_host_name (),
                         (int) getpid (), program != NULL ? program : "lathe");
  size_t size = strlen (text);

  return ftruncate (fd, 0) == 0 && pwrite (fd, text, size, 0) == (ssize_t) size;
}

static bool
is_alive (pid_t pid)
{
  return pid > 0 && (kill (pid, 0) == 0 || errno == EPERM);
}

/* File systems whose locks another computer may not see. */
static bool
is_shared (int fd)
{
  struct statfs info;

  if (fstatfs (fd, &info) != 0)
    return false;
  switch ((unsigned) info.f_type)
    {
    case NFS_SUPER_MAGIC:
    case SMB_SUPER_MAGIC:
    case 0xff534d42u: /* CIFS */
    case 0xfe534d42u: /* SMB 2 */
    case V9FS_MAGIC:
    case 0x65735546u: /* FUSE */
      return true;
    default:
      return false;
    }
}

static bool
refuse (const char *path, const char *what, const Owner *owner, GError **error)
{
  if (owner->pid == 0)
    g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOCKED,
                 _ ("“%s” is in use by another program: close it there first"), what);
  else if (strcmp (owner->host, g_get_host_name ()) == 0)
    g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOCKED,
                 _ ("“%s” is in use by %s (%s, process %d): close it there first"), what,
                 owner->user, owner->program, (int) owner->pid);
  else
    g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_LOCKED,
                 _ ("“%s” is in use by %s on the computer “%s” (%s): close it there first, or "
                    "delete “%s” when it is not open there any more"),
                 what, owner->user, owner->host, owner->program, path);
  return false;
}

static bool
acquire (int fd, const char *path, const char *what, GError **error)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int          result = fcntl (fd, F_OFD_SETLK, &whole);
  int          code = errno;
  g_auto (Owner) owner = read_owner (fd);
  bool here = owner.pid != 0 && strcmp (owner.host, g_get_host_name ()) == 0;

  if (result == 0)
    return owner.pid == 0 || here || !is_shared (fd) || refuse (path, what, &owner, error);
  if (code == EAGAIN || code == EACCES)
    return refuse (path, what, &owner, error);

  /* No locks on this file system: only the text is left. */
  if (owner.pid != 0 && (!here || is_alive (owner.pid)))
    return refuse (path, what, &owner, error);
  return true;
}

bool
lt_lock_is_held (const char *path)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET }; /* where it is free, the answer is F_UNLCK */
  int          fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0)
    return false;

  bool is_told = fcntl (fd, F_OFD_GETLK, &whole) == 0;
  g_auto (Owner) owner = read_owner (fd);
  bool here = owner.pid != 0 && strcmp (owner.host, g_get_host_name ()) == 0;
  bool is_foreign = owner.pid != 0 && !here && is_shared (fd);

  close (fd);
  if (is_told)
    return whole.l_type != F_UNLCK || is_foreign;
  return owner.pid != 0 && (!here || is_alive (owner.pid)); /* only the text is left */
}

static void
set_failed (const char *what, int code, GError **error)
{
  bool is_full = code == ENOSPC || code == EDQUOT;

  g_set_error (error, LT_SESSION_ERROR, LT_SESSION_ERROR_IO,
               is_full ? _ ("“%s” cannot be changed: %s. Free some space first.") : _ ("“%s” cannot be changed: %s. Copy it to a folder that you may write to."), what,
               g_strerror (code));
}

LtLock *
lt_lock_take (const char *path, const char *what, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0666);

  if (fd < 0)
    {
      set_failed (what, errno, error);
      return NULL;
    }
  if (!acquire (fd, path, what, error))
    {
      close (fd);
      return NULL;
    }
  if (!write_owner (fd))
    {
      set_failed (what, errno, error);
      close (fd);
      return NULL;
    }

  LtLock *self = g_new0 (LtLock, 1);
  self->fd = fd;
  return self;
}

/* The file stays: removing it would let two programs lock two files of one name. */
void
lt_lock_release (LtLock *self)
{
  if (ftruncate (self->fd, 0) != 0)
    g_debug ("the lock keeps its text: %s", g_strerror (errno));
  close (self->fd);
  g_free (self);
}
