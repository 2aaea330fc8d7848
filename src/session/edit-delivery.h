// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of the deliveries: the files that the master is written into.
// Layer: session.

#pragma once

#include "session/session.h"

#define LT_DELIVERY_RATE_MAX_HZ 384000
#define LT_DELIVERY_LUFS_MIN (-70.0)
#define LT_DELIVERY_LUFS_MAX 0.0
#define LT_DELIVERY_CEILING_MIN_DBTP (-60.0)
#define LT_DELIVERY_CEILING_MAX_DBTP 0.0

/* Edits are pure: the session that is given stays as it is; the result is @session itself (a
   new reference) when nothing changes. Ids must exist. */

/* All of one; strings are borrowed. */
typedef struct
{
  const char *name, *pattern, *format, *bits, *dither;
  uint32_t    rate_hz;
  double      target_lufs, ceiling_dbtp;
  bool        on, tags;
} LtDeliveryValues;

/* Of a new one: WAV, 24 bits, at the session's rate, as mastered, with tags, wanted. */
LtDeliveryValues lt_edit_delivery_defaults (const char *name);

LtDeliveryValues lt_edit_delivery_values (const LtDeliverySpec *delivery);

/* At the end of the list, or before @at (0 ≤ at < its length). The name is made one that no other has, numbers are brought
   into their ranges. @id may be NULL. */
LtSession *lt_edit_delivery_add (const LtSession *session, const LtDeliveryValues *values, int at, LtId *id);

LtSession *lt_edit_delivery_set (const LtSession *session, LtId delivery_id, const LtDeliveryValues *values);

/* Without any the program's list counts again: whoever wants that takes the last one away. */
LtSession *lt_edit_delivery_remove (const LtSession *session, LtId delivery_id);

/* To place @to of the list. */
LtSession *lt_edit_delivery_move (const LtSession *session, LtId delivery_id, guint to);

/* By name: exact, then ignoring case; NULL: none. Borrowed. */
const LtDeliverySpec *lt_edit_delivery_find (const LtSession *session, const char *name);
