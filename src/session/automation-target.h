// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be automated: values of strips, of their effects and of their sends, as one kind of thing.
// Layer: session.

#pragma once

#include "session/automation.h"

typedef struct
{
  LtId               strip_id;
  LtId               owner_id; /* the slot or send; 0: the strip itself. As LtLane.slot_id */
  const LtParamSpec *row;
} LtAutomationTarget;

/* False: there is no such value, or it cannot be automated. */
bool lt_automation_target_find (const LtSession *session, LtId strip_id, LtId owner_id, const char *key, LtAutomationTarget *out);

bool lt_automation_target_equal (const LtAutomationTarget *a, const LtAutomationTarget *b);

/* Returns: (transfer full): of LtAutomationTarget: everything of @strip that can be automated, its own values first, then its
   sends, then its effects. @used: only what has a lane. */
GArray *lt_automation_target_list (const LtStrip *strip, bool used);

/* Returns: (transfer full): of LtAutomationTarget: the values of one strip that are not the same in @before and @after. What
   only one of them has is left out. */
GArray *lt_automation_target_diff (const LtStrip *before, const LtStrip *after);

/* Returns: (transfer full): "Fader", "EQ: Band 1 gain", "Send to Reverb: Send level"; translated. */
char *lt_automation_target_dup_label (const LtSession *session, const LtAutomationTarget *target);

/* Returns: (transfer full): "EQ", "EQ 2", "Send to Reverb"; NULL: no such effect or send. */
char *lt_automation_target_dup_owner (const LtSession *session, LtId owner_id);

/* The value that is set, whatever a lane says. */
double lt_automation_target_get_value (const LtSession *session, const LtAutomationTarget *target);

/* Returns: (transfer full): its points, of LtPoint; NULL: it has no lane. */
GArray *lt_automation_target_dup_points (const LtSession *session, const LtAutomationTarget *target);

/* What is heard at @pos: its lane, unless the strip's lanes rest. */
double lt_automation_target_get_heard (const LtSession *session, const LtAutomationTarget *target, int64_t pos);

/* Edits, as in session/edit-*.h: pure, (transfer full). The target must exist. */
LtSession *lt_automation_target_set_value (const LtSession *session, const LtAutomationTarget *target, double value);
LtSession *lt_automation_target_set_points (const LtSession *session, const LtAutomationTarget *target, const GArray *points);
LtSession *lt_automation_target_write (const LtSession *session, const LtAutomationTarget *target, const LtAutomationPass *pass,
                                       const LtPoint *moves, guint n_moves);

/* A level lane at the value that is set, from @from up to @to. */
LtSession *lt_automation_target_snapshot (const LtSession *session, const LtAutomationTarget *target, int64_t from, int64_t to);
