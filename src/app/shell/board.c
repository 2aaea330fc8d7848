// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two formats are offered, a media type of our own and plain text; the first that is there is read.
// Layer: app.

#include "app/shell/board.h"

#include <glib/gi18n.h>
#include <string.h>

void
lt_board_put_text (GtkWidget *widget, const char *media_type, char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GdkContentProvider) both = gdk_content_provider_new_union (
      (GdkContentProvider *[]){ gdk_content_provider_new_for_bytes (media_type, bytes), gdk_content_provider_new_typed (G_TYPE_STRING, text) }, 2);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), both);
  g_free (text);
}

void
lt_board_put (GtkWidget *widget, char *text)
{
  lt_board_put_text (widget, LT_CLIPBOARD_MEDIA_TYPE, text);
}

/* --- reading a text --- */

typedef struct
{
  LtBoardTextFunc func;
  gpointer        data;
  GDestroyNotify  destroy;
  GOutputStream  *out; /* of the bytes that come */
} Reading;

static void
reading_free (Reading *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_clear_object (&self->out);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
on_text (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) self = data;
  g_autofree char    *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  self->func (text, text != NULL ? strlen (text) : 0, self->data);
}

static void
on_bytes (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading)   self = data;
  GMemoryOutputStream  *out = G_MEMORY_OUTPUT_STREAM (source);

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) < 0)
    self->func (NULL, 0, self->data);
  else
    self->func (g_memory_output_stream_get_data (out), g_memory_output_stream_get_data_size (out), self->data);
}

static void
on_stream (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading                *self = data;
  g_autoptr (GInputStream) in = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);

  if (in == NULL)
    {
      self->func (NULL, 0, self->data);
      reading_free (self);
      return;
    }
  self->out = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (self->out, in, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT, NULL,
                                on_bytes, self);
}

void
lt_board_read_text (GtkWidget *widget, const char *media_type, LtBoardTextFunc func, gpointer data, GDestroyNotify destroy)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  Reading      *self = g_new0 (Reading, 1);

  *self = (Reading){ func, data, destroy, NULL };
  if (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), media_type))
    gdk_clipboard_read_async (clipboard, (const char *[]){ media_type, NULL }, G_PRIORITY_DEFAULT, NULL, on_stream, self);
  else
    gdk_clipboard_read_text_async (clipboard, NULL, on_text, self);
}

/* --- reading what session/clipboard.h writes --- */

typedef struct
{
  LtContext     *context;
  LtBoardFunc    func;
  gpointer       data;
  GDestroyNotify destroy;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *self = data;

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_object_unref (self->context);
  g_free (self);
}

static void
on_asked (const char *text, gsize length, gpointer data)
{
  Asked             *self = data;
  g_autoptr (GError) error = NULL;
  LtClipboard       *board = lt_clipboard_read (text != NULL ? text : "", length, &error);

  if (board != NULL)
    self->func (board, self->data);
  else
    lt_context_toast (self->context, error->message, FALSE);
}

void
lt_board_read (GtkWidget *widget, LtContext *context, LtBoardFunc func, gpointer data, GDestroyNotify destroy)
{
  Asked *self = g_new (Asked, 1);

  *self = (Asked){ g_object_ref (context), func, data, destroy };
  lt_board_read_text (widget, LT_CLIPBOARD_MEDIA_TYPE, on_asked, self, asked_free);
}

void
lt_board_tell_losses (LtContext *context, const GPtrArray *losses)
{
  if (losses->len == 0)
    return;
  if (losses->len == 1)
    {
      lt_context_toast (context, losses->pdata[0], TRUE);
      return;
    }
  /* Translators: a sentence, and how many more there are like it. */
  g_autofree char *text = g_strdup_printf (g_dngettext (NULL, "%s %u more was left out.", "%s %u more were left out.", losses->len - 1),
                                           (const char *) losses->pdata[0], losses->len - 1);
  lt_context_toast (context, text, TRUE);
}
