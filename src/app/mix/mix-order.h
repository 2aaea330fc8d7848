// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which strips the mixer shows, and in which order.
// Layer: app. Main thread.

#pragma once

#include "session/strip-order.h"

typedef struct
{
  gboolean    shows_tracks, shows_buses, shows_vcas;
  gboolean    shows_members; /* strips in folders; those in a folded one never are */
  const char *text;          /* in the name, or the number, as "12" or "B1"; "" or NULL: all */
} LtMixFilter;

/* (transfer full): of LtStripPlace: the strips beside the mix bus that @filter lets through. *total (NULL: nobody asks): how
   many there would be without a filter. @session NULL: none is open. */
GArray *lt_mix_order_new (const LtSession *session, const LtMixFilter *filter, guint *total);

/* Whether there is anything to hide of that kind. */
gboolean lt_mix_order_has_vcas (const LtSession *session);
gboolean lt_mix_order_has_members (const LtSession *session);

/* (transfer full): as it stands on the strip. Tracks, buses and VCAs are counted apart. */
char *lt_mix_order_dup_number (const LtStripPlace *place);
