// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gallery: a window with a page for each widget in all its states.
// Layer: app.

#pragma once

#include <gtk/gtk.h>

typedef struct
{
  const char *title; /* the widget's name: a term, not translated */
  GtkWidget *(*build) (void);
} LtGalleryPage;

/* (transfer none): a new window that shows them all; @title: open at that page, NULL: the first. */
GtkWidget *lt_gallery_new (GtkApplication *application, const char *title);

/* A row of a page: @child below its caption. */
GtkWidget *lt_gallery_row (const char *caption, GtkWidget *child);
