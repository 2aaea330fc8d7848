// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can go wrong with files, and the sentences that say so.
// Layer: media.

#pragma once

#include <glib.h>

#define LT_MEDIA_ERROR (lt_media_error_quark ())

typedef enum
{
  LT_MEDIA_ERROR_OPEN,        /* cannot be opened: missing, no right, not a plain file */
  LT_MEDIA_ERROR_NOT_AUDIO,   /* opened, but no sound in it that can be read */
  LT_MEDIA_ERROR_UNSUPPORTED, /* rate, channels or word length out of range */
  LT_MEDIA_ERROR_READ,        /* the disk gave an error */
  LT_MEDIA_ERROR_WRITE,       /* the disk gave an error, or is full */
  LT_MEDIA_ERROR_EXISTS,      /* a file of that name is there and may not be replaced */
  LT_MEDIA_ERROR_VALUE        /* a text that is not what it should be */
} LtMediaError;

GQuark lt_media_error_quark (void);

/* What to do about an errno, as a sentence of its own, translated; static. Of a file that is read, and of one that is written. */
const char *lt_media_error_open_hint (int errnum);
const char *lt_media_error_write_hint (int errnum);

/* One sentence from an errno: what failed, which file, what to do. @errnum 0 is taken as EIO. */
void lt_media_error_set_open (GError **error, const char *path, int errnum);
void lt_media_error_set_read (GError **error, const char *path, int errnum);
void lt_media_error_set_write (GError **error, const char *path, int errnum);
