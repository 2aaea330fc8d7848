// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Strips brought together: into groups, under VCAs, into folders; as edits and as rows of the strip's menu.
// Layer: app. Main thread.
//
// All of them act on the picked strips when @strip_id is one of them, else on it alone.

#pragma once

#include "app/shell/context.h"

#include <gio/gio.h>

void lt_strip_gather_put_into_group (LtContext *context, LtId strip_id, LtId group_id); /* 0: out of it */

/* Of the strips meant. The id of what was made; 0: none of them can be in it, or it was refused, and a toast says so. */
LtId lt_strip_gather_new_group (LtContext *context, LtId strip_id);
LtId lt_strip_gather_new_vca (LtContext *context, LtId strip_id);
LtId lt_strip_gather_new_folder (LtContext *context, LtId strip_id);

/* A folder's strips are shown, or not; anything else stays as it is. */
void lt_strip_gather_toggle_fold (LtContext *context, LtId folder_id);

/* The actions of the rows that lt_strip_gather_append adds to a strip's menu, in its group "strip". */
void lt_strip_gather_add_actions (GActionMap *map, LtContext *context, const LtStrip *strip);
void lt_strip_gather_append (GMenu *menu, const LtSession *session, const LtStrip *strip);
