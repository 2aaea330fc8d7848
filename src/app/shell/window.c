// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The frame around the views: which is in front, toasts, its own place on the screen.
// Layer: app.

#include "app/shell/window.h"

#include "app/shell/actions.h"
#include "app/shell/banner.h"
#include "app/shell/clip-print-watch.h"
#include "app/shell/history-pane.h"
#include "app/shell/job-bar.h"
#include "app/shell/keymap-file.h"
#include "app/shell/question.h"
#include "app/shell/read-watch.h"
#include "app/shell/settings.h"
#include "app/shell/toast.h"
#include "app/shell/window-actions.h"
#include "app/shell/window-drop.h"
#include "app/shell/window-keys.h"
#include "app/widgets/still.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_EXTENSIONS 8u
#define LEAST_TITLE 6 /* letters of the name that are seen in the narrowest window */

static void (*extensions[MAX_EXTENSIONS]) (LtWindow *);
static guint n_extensions;
static const LtWindowView *view_rows;
static guint               n_view_rows;
static LtViewFunc          build_welcome, build_transport;

struct _LtWindow
{
  AdwApplicationWindow parent_instance;

  LtContext *context;
  guint      tick;
  gint64     last_frame_us;

  GtkWidget    *open_button, *undo_button, *redo_button, *history_button, *session_button, *search_button, *side_button, *bottom_button, *menu_button;
  AdwHeaderBar *header;
  GPtrArray    *tools; /* of GtkWidget, borrowed; "view" says whose each is */
  GtkLabel     *title_label;
  GtkWidget    *edited_label, *overlay;
  GtkStack     *title_stack, *pages;
  AdwViewStack *views;
  LtBanner     *banner;
  LtJobBar     *jobs;
  AdwToastOverlay *toasts;
  GtkWidget       *question; /* weak; NULL: does not stand */
  gboolean         goes;     /* it was answered */
  AdwBin       *welcome_bin, *transport_bin;
  GMenu        *session_menu, *main_menu;
};

G_DEFINE_FINAL_TYPE (LtWindow, lt_window, ADW_TYPE_APPLICATION_WINDOW)

void
lt_window_set_views (const LtWindowView *views, guint n_views, LtViewFunc welcome, LtViewFunc transport)
{
  view_rows = views;
  n_view_rows = n_views;
  build_welcome = welcome;
  build_transport = transport;
}

void
lt_window_add_extension (void (*init) (LtWindow *window))
{
  g_return_if_fail (n_extensions < MAX_EXTENSIONS);

  extensions[n_extensions++] = init;
}

LtContext *
lt_window_get_context (LtWindow *self)
{
  return self->context;
}

const char *
lt_window_get_view (LtWindow *self)
{
  if (lt_document_get_session (lt_context_get_document (self->context)) == NULL)
    return "welcome";
  return adw_view_stack_get_visible_child_name (self->views);
}

void
lt_window_set_view (LtWindow *self, const char *name)
{
  if (adw_view_stack_get_child_by_name (self->views, name) != NULL)
    adw_view_stack_set_visible_child_name (self->views, name);
}

GtkWidget *
lt_window_get_search_button (LtWindow *self)
{
  return self->search_button;
}

GtkWidget *
lt_window_get_history_button (LtWindow *self)
{
  return self->history_button;
}

void
lt_window_banner (LtWindow *self, const char *key, const char *text, const char *button, const char *action)
{
  if (text != NULL)
    lt_banner_show (self->banner, key, text, button, action);
  else
    lt_banner_clear (self->banner, key);
}

void
lt_window_add_job (LtWindow *self, LtJob *job)
{
  if (self->jobs != NULL)
    lt_job_bar_add (self->jobs, job);
  else
    lt_job_stop (job); /* the window has been closed */
}

void
lt_window_add_tool (LtWindow *self, const char *view, GtkWidget *tool)
{
  g_object_set_data_full (G_OBJECT (tool), "view", g_strdup (view), g_free);
  gtk_widget_set_visible (tool, FALSE); /* update_header shows it */
  adw_header_bar_pack_end (self->header, tool);
  g_ptr_array_add (self->tools, tool);
}

/* --- what the header says --- */

static void
update_tools (LtWindow *self)
{
  const char *view = lt_window_get_view (self);

  for (guint i = 0; i < self->tools->len; i++)
    {
      GtkWidget *tool = g_ptr_array_index (self->tools, i);

      gtk_widget_set_visible (tool, g_strcmp0 (g_object_get_data (G_OBJECT (tool), "view"), view) == 0);
    }
}

static void
update_header (LtWindow *self)
{
  LtDocument *document = lt_context_get_document (self->context);
  const char *title = lt_document_get_title (document);
  gboolean    open = title != NULL;
  g_autofree char *undo = NULL, *redo = NULL;

  gtk_stack_set_visible_child_name (self->pages, open ? "session" : "welcome");
  gtk_stack_set_visible_child_name (self->title_stack, open ? "session" : "welcome");
  gtk_widget_set_visible (self->open_button, !open);
  gtk_widget_set_visible (self->undo_button, open);
  gtk_widget_set_visible (self->redo_button, open);
  gtk_widget_set_visible (self->history_button, open);
  gtk_widget_set_visible (self->session_button, open);
  gtk_widget_set_visible (self->bottom_button, open);
  gtk_widget_set_visible (self->side_button, open && g_strcmp0 (lt_window_get_view (self), "master") == 0);
  update_tools (self);
  gtk_widget_set_visible (GTK_WIDGET (self->transport_bin), open);
  gtk_widget_set_visible (self->edited_label, lt_document_get_edited (document));
  gtk_label_set_label (self->title_label, open ? title : "");
  gtk_label_set_width_chars (self->title_label, open ? (int) MIN (g_utf8_strlen (title, -1), LEAST_TITLE) : 0);
  gtk_window_set_title (GTK_WINDOW (self), open ? title : "Lathe");

  undo = lt_document_get_can_undo (document) ? g_strdup_printf (_ ("Undo: %s"), lt_document_get_undo_label (document)) : g_strdup (_ ("Undo"));
  redo = lt_document_get_can_redo (document) ? g_strdup_printf (_ ("Redo: %s"), lt_document_get_redo_label (document)) : g_strdup (_ ("Redo"));
  lt_actions_set_tooltip_named (self->undo_button, "win.undo", undo, NULL);
  lt_actions_set_tooltip_named (self->redo_button, "win.redo", redo, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", lt_document_get_can_undo (document));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", lt_document_get_can_redo (document));
  lt_window_actions_set_open (self, open);
}

/* The step that a toast tells of may come before or after it, in the same turn of the main loop. */
static gboolean
note_step (gpointer data)
{
  const LtSession *session = lt_document_get_session (g_object_get_data (data, "document"));

  if (session != NULL)
    g_object_set_data_full (data, "step", lt_session_ref (session), (GDestroyNotify) lt_session_unref);
  return G_SOURCE_REMOVE;
}

/* Its own step, and none that came later. */
static void
on_toast_undo (LtWindow *self, AdwToast *toast)
{
  if (g_object_get_data (G_OBJECT (toast), "step") == lt_document_get_session (lt_context_get_document (self->context)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.undo", NULL);
  else
    lt_context_toast (self->context, _ ("More was done since. The history lists every step, to go back by."), FALSE);
}

static void
on_toast (LtWindow *self, const char *text, gboolean undo)
{
  AdwToast *toast = lt_toast_new (text);

  adw_toast_set_timeout (toast, 5);
  if (undo)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      g_object_set_data_full (G_OBJECT (toast), "document", g_object_ref (lt_context_get_document (self->context)), g_object_unref);
      g_idle_add_full (G_PRIORITY_HIGH, note_step, g_object_ref (toast), g_object_unref);
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_toast_undo), self, G_CONNECT_SWAPPED);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
on_changed (LtWindow *self, const LtSession *old, const LtSession *now)
{
  if (now == NULL && self->jobs != NULL)
    lt_job_bar_stop (self->jobs, FALSE);
}

static void
on_trouble (LtWindow *self, const char *sentence)
{
  lt_window_banner (self, "journal", sentence, NULL, NULL);
}

/* --- where actions live --- */

GtkWidget *
lt_window_get_target (LtWindow *self, const char *name, GtkWidget *focus)
{
  GtkWidget *view = g_strcmp0 (name, "welcome") == 0 ? gtk_stack_get_visible_child (self->pages) : adw_view_stack_get_child_by_name (self->views, name);

  if (view == NULL)
    return GTK_WIDGET (self);
  return focus != NULL && gtk_widget_is_ancestor (focus, view) ? focus : view;
}

/* --- the frame clock --- */

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  LtWindow *self = LT_WINDOW (widget);
  gint64    now = gdk_frame_clock_get_frame_time (clock);
  double    seconds = self->last_frame_us > 0 ? (double) (now - self->last_frame_us) / G_USEC_PER_SEC : 1.0 / 60.0;

  self->last_frame_us = now;
  if (!lt_context_frame (self->context, seconds))
    {
      self->tick = 0;
      self->last_frame_us = 0;
      return G_SOURCE_REMOVE;
    }
  return G_SOURCE_CONTINUE;
}

static void
on_wake (LtWindow *self)
{
  if (self->tick == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

/* --- its own place --- */

/* Not larger than the screen, which may be another one than last time. */
static void
restore_size (LtWindow *self, int width, int height)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  GdkRectangle screen = { 0, 0, width, height };

  if (monitor != NULL)
    gdk_monitor_get_geometry (monitor, &screen);
  gtk_window_set_default_size (GTK_WINDOW (self), MIN (width, screen.width), MIN (height, screen.height));
}

static void
restore (LtWindow *self)
{
  GSettings *settings = lt_settings_get ();

  if (settings == NULL)
    return;
  restore_size (self, g_settings_get_int (settings, "window-width"), g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  g_autofree char *view = g_settings_get_string (settings, "view");
  lt_window_set_view (self, view);
}

static void
remember (LtWindow *self)
{
  GSettings  *settings = lt_settings_get ();
  int         width, height;
  const char *view = adw_view_stack_get_visible_child_name (self->views);

  if (settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (!gtk_window_is_maximized (GTK_WINDOW (self)))
    {
      g_settings_set_int (settings, "window-width", width);
      g_settings_set_int (settings, "window-height", height);
    }
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (view != NULL)
    g_settings_set_string (settings, "view", view);
}

static gboolean
close_now (gpointer self)
{
  gtk_window_close (self);
  return G_SOURCE_REMOVE;
}

/* The window goes when the question, which is its child, has gone. */
static void
on_stop_and_close (GtkWidget *question, const char *response, LtWindow *self)
{
  if (!g_str_equal (response, "stop"))
    return;
  self->goes = TRUE;
  g_idle_add_full (G_PRIORITY_LOW, close_now, g_object_ref (self), g_object_unref);
}

/* An export goes on behind the dialog that began it. */
static void
ask_whether_to_stop (LtWindow *self)
{
  if (self->question == NULL)
    {
      GtkWidget *question = lt_question_new (GTK_WINDOW (self), _ ("Stop the export?"), _ ("Files that are finished stay. Of the others nothing is left."));

      adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _ ("Cancel"), "stop", _ ("_Stop Export"), NULL);
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "stop", ADW_RESPONSE_DESTRUCTIVE);
      adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "cancel");
      adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
      g_signal_connect_object (question, "response", G_CALLBACK (on_stop_and_close), self, 0);
      g_set_weak_pointer (&self->question, question);
    }
  gtk_window_present (GTK_WINDOW (self->question));
}

static gboolean
lt_window_close_request (GtkWindow *window)
{
  LtWindow *self = LT_WINDOW (window);

  if (!self->goes && lt_job_bar_has_output (self->jobs))
    {
      ask_whether_to_stop (self);
      return TRUE;
    }
  remember (self);
  lt_job_bar_stop (self->jobs, TRUE);
  lt_window_actions_save_and_close (self);
  return GTK_WINDOW_CLASS (lt_window_parent_class)->close_request (window);
}

/* --- the class --- */

static void
lt_window_dispose (GObject *object)
{
  LtWindow *self = LT_WINDOW (object);

  g_clear_weak_pointer (&self->question);
  if (self->jobs != NULL)
    lt_job_bar_stop (self->jobs, TRUE);
  if (self->context != NULL)
    lt_document_close (lt_context_get_document (self->context));
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, LtWindow, header);
  gtk_widget_class_bind_template_child (class, LtWindow, open_button);
  gtk_widget_class_bind_template_child (class, LtWindow, undo_button);
  gtk_widget_class_bind_template_child (class, LtWindow, redo_button);
  gtk_widget_class_bind_template_child (class, LtWindow, history_button);
  gtk_widget_class_bind_template_child (class, LtWindow, session_button);
  gtk_widget_class_bind_template_child (class, LtWindow, search_button);
  gtk_widget_class_bind_template_child (class, LtWindow, side_button);
  gtk_widget_class_bind_template_child (class, LtWindow, bottom_button);
  gtk_widget_class_bind_template_child (class, LtWindow, menu_button);
  gtk_widget_class_bind_template_child (class, LtWindow, title_label);
  gtk_widget_class_bind_template_child (class, LtWindow, edited_label);
  gtk_widget_class_bind_template_child (class, LtWindow, title_stack);
  gtk_widget_class_bind_template_child (class, LtWindow, overlay);
  gtk_widget_class_bind_template_child (class, LtWindow, pages);
  gtk_widget_class_bind_template_child (class, LtWindow, views);
  gtk_widget_class_bind_template_child (class, LtWindow, banner);
  gtk_widget_class_bind_template_child (class, LtWindow, jobs);
  gtk_widget_class_bind_template_child (class, LtWindow, toasts);
  gtk_widget_class_bind_template_child (class, LtWindow, welcome_bin);
  gtk_widget_class_bind_template_child (class, LtWindow, transport_bin);
  gtk_widget_class_bind_template_child (class, LtWindow, session_menu);
  gtk_widget_class_bind_template_child (class, LtWindow, main_menu);
}

static void
lt_window_finalize (GObject *object)
{
  g_ptr_array_unref (LT_WINDOW (object)->tools);
  G_OBJECT_CLASS (lt_window_parent_class)->finalize (object);
}

static void
lt_window_class_init (LtWindowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_window_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_window_finalize;
  GTK_WINDOW_CLASS (class)->close_request = lt_window_close_request;

  g_type_ensure (LT_TYPE_BANNER);
  g_type_ensure (LT_TYPE_JOB_BAR);
  g_type_ensure (LT_TYPE_STILL_BOX);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (class), LATHE_RESOURCES "/shell/window.ui");
  bind_children (GTK_WIDGET_CLASS (class));
  lt_window_actions_install (GTK_WIDGET_CLASS (class));
}

static void
add_views (LtWindow *self)
{
  for (guint i = 0; i < n_view_rows; i++)
    {
      AdwViewStackPage *page = adw_view_stack_add_titled (self->views, view_rows[i].build (self->context), view_rows[i].name, _ (view_rows[i].title));

      adw_view_stack_page_set_icon_name (page, view_rows[i].icon);
    }
  if (build_welcome != NULL)
    adw_bin_set_child (self->welcome_bin, build_welcome (self->context));
  if (build_transport != NULL)
    adw_bin_set_child (self->transport_bin, build_transport (self->context));
}

static void
on_keymap (LtWindow *self)
{
  lt_actions_label_menu (self->session_menu);
  lt_actions_label_menu (self->main_menu);
}

static void
add_tooltips (LtWindow *self)
{
  lt_actions_set_tooltip (self->side_button, "win.side-pane");
  lt_actions_set_tooltip (self->bottom_button, "win.bottom-pane");
  lt_actions_set_tooltip (self->open_button, "app.open");
  lt_actions_set_tooltip (self->search_button, "win.commands");
  lt_actions_set_tooltip (self->history_button, "win.history");
  lt_actions_set_name (self->session_button, _ ("Session: save, rename, import, export"));
  lt_actions_set_name (self->menu_button, _ ("Main menu"));
  on_keymap (self);
}

/* All views are there, and so all actions. */
static void
load_keys (LtWindow *self)
{
  static gboolean  is_loaded;
  g_autofree char *complaint = is_loaded ? NULL : lt_keymap_file_start ();

  is_loaded = TRUE;
  if (complaint != NULL)
    lt_window_banner (self, "keymap", complaint, NULL, NULL);
}

static void
lt_window_init (LtWindow *self)
{
  self->context = lt_context_new ();
  self->tools = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lt_window_keys_init (self);
  lt_window_actions_init (self);
  for (guint i = 0; i < n_extensions; i++)
    extensions[i](self);
  lt_history_pane_tie (self, self->undo_button);
  lt_clip_print_watch_tie (self);
  lt_read_watch_tie (self);
  lt_window_drop_init (self, GTK_OVERLAY (self->overlay));
  add_views (self);
  load_keys (self);
  add_tooltips (self);
  restore (self);

  LtDocument *document = lt_context_get_document (self->context);
  g_signal_connect_object (document, "notify", G_CALLBACK (update_header), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "trouble", G_CALLBACK (on_trouble), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_keymap_get_default (), "changed", G_CALLBACK (on_keymap), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "toast", G_CALLBACK (on_toast), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "wake", G_CALLBACK (on_wake), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->views, "notify::visible-child", G_CALLBACK (update_header), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (on_wake), NULL);
  update_header (self);
}

LtWindow *
lt_window_new (AdwApplication *application)
{
  return g_object_new (LT_TYPE_WINDOW, "application", application, NULL);
}
