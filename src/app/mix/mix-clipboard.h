// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Copying and pasting in the mixer: effects, settings of strips, bands of equalisers.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

/* @slot_id 0: the strip's settings. */
void lt_mix_clipboard_copy (GtkWidget *widget, LtContext *context, LtId strip_id, LtId slot_id);

/* Effects go behind @slot_id, or to the end of the strip and of those that follow it (0); of a strip's settings a menu at
   @widget asks which part; bands of an equaliser go into that of the strip, made when there is none. */
void lt_mix_clipboard_paste (GtkWidget *widget, LtContext *context, LtId strip_id, LtId slot_id);
