// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The parts of a control: the hand on it, the number typed into it, its menu.
// Layer: app/widgets.

#pragma once

#include "app/widgets/control.h"

/* A gesture opens with the first and closes with the last; what is open is closed before another opens. */
void lt_control_begin (LtControl *self, gboolean is_alone);
void lt_control_change (LtControl *self, double value);
void lt_control_end (LtControl *self, gboolean is_cancelled);

/* Keys and notches that follow each other are one gesture. */
void lt_control_nudge (LtControl *self, double value);
void lt_control_reset (LtControl *self);    /* to the default, as from a hand */
void lt_control_set_dragging (LtControl *self, gboolean is_dragging);
void lt_control_stop_typing (LtControl *self); /* what was typed is dropped */

/* Pointer, wheel and touch. */
void     lt_control_hand_install (LtControl *self);
gboolean lt_control_hand_restore (LtControl *self); /* Escape; FALSE: nothing is dragged */

/* Keys of the control itself. */
void lt_control_keys_install (LtControl *self);

/* The text in which a number is typed; a child of the control, freed with it. */
typedef struct _LtControlTyping LtControlTyping;

LtControlTyping *lt_control_typing_new (LtControl *control);
void             lt_control_typing_free (LtControlTyping *self);
void             lt_control_typing_start (LtControlTyping *self, const char *initial);
void             lt_control_typing_stop (LtControlTyping *self);
gboolean         lt_control_typing_is_on (LtControlTyping *self);
void             lt_control_typing_allocate (LtControlTyping *self);
void             lt_control_typing_snapshot (LtControlTyping *self, GtkSnapshot *snapshot);

/* Menu: type, reset, copy, paste and the rows of the view. */
void lt_control_menu_install_actions (GtkWidgetClass *class);
void lt_control_menu_popup (LtControl *self, double x, double y);
GMenuModel *lt_control_get_menu (LtControl *self); /* borrowed; NULL: none */

void lt_control_automate (LtControl *self); /* as from the menu */
