// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What rings in a bounce: so much that it sounds with the clips beside it as they did together (session/clip-tail.h).
// Layer: studio.

#pragma once

#include "session/session.h"

#include <gio/gio.h>

typedef struct
{
  const LtSession *session, *after; /* as it is, and without what is bounced, the bounce not yet in it */
  const char      *folder;
  LtId             track_id; /* of both */
  const GArray    *ids;      /* of LtId: what is bounced; not muted, they ring */
  int64_t          from, to; /* what is rendered */
  GCancellable    *cancellable;
} LtBounceTails;

/* (transfer full): @bare, which has nothing but these clips on its track @bare_track_id, with more clips that add or take away tails. A
   clip by itself may ring where another piece of its print went on, and a piece that stays may begin to. NULL and @error: a print
   could not be made. */
LtSession *lt_bounce_tails_settle (const LtBounceTails *self, const LtSession *bare, LtId bare_track_id, GError **error);

/* In both sessions the same rings on track @track_id, as far as @from to @to hears of it. */
bool lt_bounce_tails_are_alike (const LtSession *a, const LtSession *b, LtId track_id, int64_t from, int64_t to);
