// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the fields of the transport are built of.
// Layer: app. Main thread.

#pragma once

#include "app/shell/context.h"
#include "app/widgets/time-scale.h"

#include <gtk/gtk.h>

GtkWidget *lt_transport_caption_new (const char *text, const char *style);

/* @value over its caption. */
GtkWidget *lt_transport_pair_new (GtkWidget *value, const char *text);

/* A label of @n_chars that can be typed into; @done as of "notify::editing", with @data, while that is there. */
GtkWidget *lt_transport_typed_new (const char *name, const char *style, int n_chars, GCallback done, GObject *data);

LtTimeScale lt_transport_scale (const LtSession *session);

/* What is heard now, in frames of the song; not below 0. */
double lt_transport_heard (LtContext *context);
