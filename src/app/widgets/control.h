// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What fader, knob and value field have in common: dragging, keys, wheel, typing, menu, and the words for a screen reader.
// Layer: app/widgets. Main thread.
//
// A GtkRange so that assistive technology can read and set the value; its own handling is off.
//
// Signals, the same for all three:
//   "gesture-begin" ()            a hand takes hold: what follows until the end is one step of undo
//   "changed" (double value)      only what people do, never what lt_control_set_value does
//   "gesture-end" (gboolean cancelled)   cancelled: Escape, and "changed" has brought back the old value
// and "automate" ()               chosen in the menu of a control that can be automated

#pragma once

#include "app/widgets/value-spec.h"

#include <gtk/gtk.h>

#define LT_TYPE_CONTROL (lt_control_get_type ())
G_DECLARE_DERIVABLE_TYPE (LtControl, lt_control, LT, CONTROL, GtkRange)

struct _LtControlClass
{
  GtkRangeClass parent_class;

  gboolean types_on_click; /* a click opens the number, as a field does */
  gboolean leaves_ends;    /* Home and End are the transport's: no level jumps to silence by a key meant for that */

  /* px of a drag over the whole range; NULL: 200 */
  double (*get_drag_length) (LtControl *self);

  /* Travel 0–1 at a point, for Alt-click; NULL: it has no such place. */
  double (*get_travel_at) (LtControl *self, double x, double y);

  void (*draw) (LtControl *self, GtkSnapshot *snapshot);

  /* Where a number is typed. */
  void (*get_entry_box) (LtControl *self, GdkRectangle *box);
};

/* The dot of a value that follows an automation lane. */
typedef enum
{
  LT_CONTROL_FREE,
  LT_CONTROL_READS,
  LT_CONTROL_WRITES,
} LtControlDot;

/* Copied; what it points to is borrowed. The value is brought into the range; at first it is the default. */
void               lt_control_set_spec (LtControl *self, const LtValueSpec *spec);
const LtValueSpec *lt_control_get_spec (LtControl *self);

/* Silence is -INFINITY. Emits nothing. */
void   lt_control_set_value (LtControl *self, double value);
double lt_control_get_value (LtControl *self);
double lt_control_get_travel (LtControl *self); /* 0–1 */

/* What a screen reader calls it: "Lead vocal level"; NULL: the spec's label. */
void        lt_control_set_name (LtControl *self, const char *name);
const char *lt_control_get_name (LtControl *self);

/* Rows for the middle of the context menu; NULL: none. Held. */
void lt_control_set_menu (LtControl *self, GMenuModel *menu);

/* Its menu has “Automate”. */
void     lt_control_set_automatable (LtControl *self, gboolean is_automatable);
gboolean lt_control_get_automatable (LtControl *self);

void         lt_control_set_automation (LtControl *self, LtControlDot automation);
LtControlDot lt_control_get_automation (LtControl *self);

/* Digits typed on this control go to @field, which shows the same value; NULL: typed in place. Not held. */
void     lt_control_set_field (LtControl *self, LtControl *field);
gboolean lt_control_has_field (LtControl *self);

/* Opens the number for typing; @initial: what was typed already, NULL: the whole value, selected. */
void     lt_control_start_typing (LtControl *self, const char *initial);
gboolean lt_control_is_typing (LtControl *self);

gboolean lt_control_is_dragging (LtControl *self);

/* Alt was held when the gesture began: members of a group stay where they are. */
gboolean lt_control_get_alone (LtControl *self);

/* As from a hand: begin, changed, end. */
void lt_control_enter_value (LtControl *self, double value);

/* A control in focus uses this key; a window's own single keys come after it. */
gboolean lt_control_takes_key (LtControl *self, guint keyval, GdkModifierType state);

/* For what is drawn: under the pointer or in a hand; in focus from the keyboard. */
gboolean lt_control_is_hot (LtControl *self);
gboolean lt_control_shows_focus (LtControl *self);
