// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Do two sessions differ in values alone, and in which: what needs no new plan.
// Layer: studio.

#pragma once

#include "engine/engine.h"
#include "session/session.h"

/* Appends to @changes (of LtValueChange) what the engine must be told so that @before sounds as @after. False: more
   than values differs, and @changes is of no use. Untouched branches cost a comparison of pointers. */
bool lt_session_values_diff (const LtSession *before, const LtSession *after, GArray *changes);
