// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The nodes of the document that no sound goes through: what was kept of a mix, what it is compared with and delivered as.
// Layer: session. Included by session/session-types.h.

#pragma once

#include "base/audio.h"
#include "session/reference.h"

#include <json-glib/json-glib.h>

/* A mixer as it was: all strips, shared with the session that they were taken from. A version of the master chain holds
   the master strip alone. */
typedef struct
{
  gatomicrefcount refs;
  LtId            id;
  char           *name;
  uint32_t        number; /* of a version, from 1, and its own for good; 0: a snapshot */
  GPtrArray      *strips; /* of LtStrip, in the session's order; their ids are those of then */
  JsonNode       *extra;
} LtSnapshot;

/* What a file is to be that the master is delivered in. Words are those of the command line, so that one of a newer
   program stays what it was. */
typedef struct
{
  gatomicrefcount refs;
  LtId            id;
  char           *name;         /* like no other's */
  char           *pattern;      /* of the file's name, without its extension: "{title} ({delivery})" */
  char           *format;       /* "wav" */
  char           *bits;         /* "24"; nothing to a lossy format */
  char           *dither;       /* "tpdf" */
  uint32_t        rate_hz;      /* 0: the session's */
  double          target_lufs;  /* NAN: as mastered */
  double          ceiling_dbtp; /* NAN: none */
  bool            on;           /* written when all that are wanted are */
  bool            tags;         /* the session's go into the file */
  JsonNode       *extra;
} LtDeliverySpec;
