// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The last card of the chain: the word length that a file gets when it is delivered, behind its rate, and how that sounds.
// Layer: app. Main thread.
//
// It is no effect of the master: every delivery has its own, and here it is only heard.

#pragma once

#include "app/shell/context.h"

#include <gtk/gtk.h>

#define LT_TYPE_DITHER_CARD (lt_dither_card_get_type ())
G_DECLARE_FINAL_TYPE (LtDitherCard, lt_dither_card, LT, DITHER_CARD, GtkWidget)

GtkWidget *lt_dither_card_new (LtContext *context);
void       lt_dither_card_update (LtDitherCard *self); /* what is heard may be changed elsewhere */
