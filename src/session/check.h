// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether a session hangs together: ids, references, routing.
// Layer: session.

#pragma once

#include "session/session.h"

/* What every edit and the store guarantee: ids are single and below the next one; outputs and sends lead to buses,
   side-chains to strips, clips to sources, automation to slots; nothing loops. False and a sentence when not. */
bool lt_check_session (const LtSession *session, GError **error);
