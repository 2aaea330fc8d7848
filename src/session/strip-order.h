// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The order in which strips are shown: those of a folder before it, wherever they stand in the session.
// Layer: session.

#pragma once

#include "session/session.h"

typedef enum
{
  LT_STRIP_ORDER_TRACKS, /* tracks, and folders that hold some */
  LT_STRIP_ORDER_BUSES,
  LT_STRIP_ORDER_VCAS,
} LtStripSection;

typedef struct
{
  const LtStrip *strip;
  LtStripSection section;
  guint          number; /* from 1 among its kind, as the session has them */
  guint          depth;  /* how many folders it is in */
  bool           hidden; /* one of them is folded */
} LtStripPlace;

/* Returns: (transfer full): of LtStripPlace: every strip but mix and master. The strips are borrowed. */
GArray *lt_strip_order_list (const LtSession *session);

/* The folder that @strip plays into; NULL: none. Borrowed. */
const LtStrip *lt_strip_order_get_folder (const LtSession *session, const LtStrip *strip);

/* In how many folders it is. */
guint lt_strip_order_get_depth (const LtSession *session, const LtStrip *strip);

/* Whether @strip is in the folder, or in one that is in it. */
bool lt_strip_order_is_in (const LtSession *session, const LtStrip *strip, LtId folder_id);

/* Whether a folder that it is in is folded. */
bool lt_strip_order_is_hidden (const LtSession *session, const LtStrip *strip);
