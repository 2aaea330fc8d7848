// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The limiter that ends the master chain, and what stands behind it.
// Layer: deliver.

#pragma once

#include "session/session.h"

/* The last one of the master; @or_bypassed: one that is bypassed is one, too. Borrowed; NULL: there is none. */
const LtSlot *lt_master_limiter_find (const LtSession *session, bool or_bypassed);

/* Is @slot one that leaves the peaks of a limiter in front of it as they are: a dither that turns nothing up? */
bool lt_master_limiter_may_precede (const LtSlot *slot);

/* The first effect behind @limiter that sounds, such a dither aside: its ceiling need not hold. Borrowed; NULL: none. */
const LtSlot *lt_master_limiter_find_behind (const LtSession *session, const LtSlot *limiter);

/* Of the limiter's parameters. */
uint32_t lt_master_limiter_row (const char *key);
