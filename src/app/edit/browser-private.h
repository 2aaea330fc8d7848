// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the files of the browser share: the pane, and its rows.
// Layer: app.

#pragma once

#include "app/edit/browser-item.h"
#include "app/edit/browser-play.h"
#include "app/edit/browser.h"

typedef struct
{
  LtEditView         *view; /* borrowed: it owns the pane */
  LtBrowserPlay      *play;
  GtkWidget          *box, *folder_label, *up, *search, *stack, *list, *message, *foot;
  GtkFilter          *filter;
  GtkFilterListModel *shown;
  GtkSingleSelection *selection;
  GPtrArray          *rows;   /* of GtkWidget, those that are bound */
  char               *folder; /* NULL: not read yet */
  char               *wanted; /* of the filter, folded; NULL: all */
  GCancellable       *loading;
  gboolean            wants_focus; /* the list gets the keyboard when it is filled */
} LtBrowser;

void lt_browser_toggle (LtBrowser *self, LtBrowserItem *item); /* heard, or no longer */

/* browser-rows.c */
GtkListItemFactory *lt_browser_rows_new (LtBrowser *self); /* (transfer full) */
void                lt_browser_rows_update (LtBrowser *self);  /* what plays is another */
