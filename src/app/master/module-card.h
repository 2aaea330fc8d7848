// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One effect of the chain as a card: name, power, a small picture, two values.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_MODULE_CARD (lt_module_card_get_type ())
G_DECLARE_FINAL_TYPE (LtModuleCard, lt_module_card, LT, MODULE_CARD, GtkButton)

/* Signal "clicked": open it. Keys: Ctrl+Left and Ctrl+Right move it, Delete removes it, B bypasses it. A click with Alt lets
   it be heard alone. It is dragged to another place. */
GtkWidget *lt_module_card_new (LtContext *context, LtId slot_id);
LtId       lt_module_card_get_slot (LtModuleCard *self);

/* Only heard: the file has the whole chain. */
void lt_module_card_toggle_alone (LtModuleCard *self);

/* Shows what the session says; @place of @n, from 1; @picked: shown in the editor. */
void lt_module_card_update (LtModuleCard *self, guint place, guint n, gboolean picked);
void lt_module_card_frame (LtModuleCard *self);
