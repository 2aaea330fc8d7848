// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A portal answers whenever it likes, and a native dialog outlives its window.
// Layer: app.

#include "app/shell/file-ask.h"

#define DIALOG "lathe-file-ask"    /* of the owner */
#define FUNC "lathe-file-ask-func" /* of the dialog */

static void
on_response (GtkNativeDialog *dialog, int response, gpointer owner)
{
  LtFileAskFunc func = (LtFileAskFunc) g_object_get_data (G_OBJECT (dialog), FUNC);

  if (g_object_get_data (owner, DIALOG) != dialog) /* another one took its place */
    return;
  g_object_steal_data (owner, DIALOG); /* what is called may ask anew */
  if (response == GTK_RESPONSE_ACCEPT)
    func (owner, GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
}

void
lt_file_ask_show (GtkFileChooserNative *dialog, gpointer owner, LtFileAskFunc func)
{
  g_object_set_data (G_OBJECT (dialog), FUNC, (gpointer) func);
  g_object_set_data_full (owner, DIALOG, dialog, g_object_unref);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), owner, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

char *
lt_file_ask_dup_path (GtkFileChooser *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);

  return file != NULL ? g_file_get_path (file) : NULL;
}
