// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One window for each effect, found by the id it carries.
// Layer: app.

#include "app/mix/mix-float.h"

#include "app/fx/fx-editor.h"
#include "app/fx/fx-head.h"
#include "app/mix/mix-edit.h"
#include "app/mix/strip-facts.h"
#include "app/shell/window-keys.h"
#include "session/clip-sound.h"

#include <adwaita.h>

#define ID_KEY "lathe-slot"

static LtId
id_of (gpointer window)
{
  LtId *id = g_object_get_data (G_OBJECT (window), ID_KEY);

  return id != NULL ? *id : 0;
}

static GtkWindow *
find_window (LtId slot_id)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (id_of (window) == slot_id)
        return window; /* GTK holds it */
    }
  return NULL;
}

static void
on_changed (LtDocument *document, const LtSession *old, const LtSession *now, GtkWindow *window)
{
  if (now == NULL || lt_session_find_slot (now, id_of (window), NULL) == NULL)
    gtk_window_close (window);
}

static GtkWidget *
new_content (LtContext *context, const LtSlot *slot)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = lt_fx_head_new (context), *editor = lt_fx_editor_new (context, slot->id);

  lt_fx_head_set_slot (LT_FX_HEAD (head), slot->id);
  gtk_widget_add_css_class (head, "editor-head");
  gtk_widget_set_vexpand (editor, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), editor);
  return box;
}

static GtkWindow *
new_window (LtContext *context, const LtSlot *slot, const LtStrip *strip, GtkWidget *widget)
{
  GtkWidget       *window = adw_window_new ();
  const LtClip    *clip = NULL;
  const LtSlot    *of_clip = lt_clip_sound_find (lt_mix_edit_get_session (context), slot->id, &clip, NULL);
  g_autofree char *title = g_strdup_printf ("%s › %s", of_clip != NULL ? clip->name : strip->name, lt_strip_facts_get_slot_name (slot));

  gtk_widget_add_css_class (window, "lathe");
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), 760, 360);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (widget)));
  if (LT_IS_WINDOW (gtk_widget_get_root (widget)))
    lt_window_keys_lend (LT_WINDOW (gtk_widget_get_root (widget)), GTK_WINDOW (window));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  g_object_set_data_full (G_OBJECT (window), ID_KEY, g_memdup2 (&slot->id, sizeof slot->id), g_free);
  adw_window_set_content (ADW_WINDOW (window), new_content (context, slot));
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_changed), window, 0);
  return GTK_WINDOW (window);
}

void
lt_mix_float_present (LtContext *context, LtId slot_id, GtkWidget *widget)
{
  const LtSession *session = lt_mix_edit_get_session (context);
  const LtStrip   *strip = NULL;
  const LtSlot    *slot = session != NULL ? lt_session_find_slot (session, slot_id, &strip) : NULL;
  GtkWindow       *window = find_window (slot_id);

  if (slot == NULL)
    return;
  gtk_window_present (window != NULL ? window : new_window (context, slot, strip, widget));
}
