// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A form for the session's tags: one row a tag, identifiers looked at when a row is left.
// Layer: app.

#pragma once

#include "session/session.h"

#include <adwaita.h>

#define LT_TYPE_TAGS_FORM (lt_tags_form_get_type ())
G_DECLARE_FINAL_TYPE (LtTagsForm, lt_tags_form, LT, TAGS_FORM, AdwPreferencesGroup)

GtkWidget *lt_tags_form_new (const LtSession *session);

/* False: something in it is no ISRC or no barcode; a sentence under the rows says so, and the first such row has the
   focus. */
gboolean lt_tags_form_check (LtTagsForm *self);

/* (transfer full): @session with what was typed; what is wrong stays out. */
LtSession *lt_tags_form_apply (LtTagsForm *self, const LtSession *session);

/* The row of a tag's key, for tests. */
GtkWidget *lt_tags_form_get_row (LtTagsForm *self, const char *key);
const char *lt_tags_form_get_errors (LtTagsForm *self); /* "" when there are none */
