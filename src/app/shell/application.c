// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Starts the theme and the windows.
// Layer: app.

#include "app/shell/application.h"

#include "app/gallery/gallery.h"
#include "app/shell/application-actions.h"
#include "app/shell/opener.h"
#include "app/widgets/palette.h"

#include <glib/gi18n.h>

struct _LtApplication
{
  AdwApplication parent_instance;

  GtkCssProvider *colours, *look;
};

G_DEFINE_FINAL_TYPE (LtApplication, lt_application, ADW_TYPE_APPLICATION)

static void
redraw_all (GtkWidget *widget)
{
  gtk_widget_queue_draw (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    redraw_all (child);
}

static void
on_theme (LtApplication *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  lt_palette_set_theme (adw_style_manager_get_dark (style), adw_style_manager_get_high_contrast (style));
  g_autofree char *css = lt_palette_dup_css ();
  gtk_css_provider_load_from_data (self->colours, css, -1);
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    redraw_all (l->data);
}

static void
lt_application_startup (GApplication *application)
{
  LtApplication   *self = LT_APPLICATION (application);
  AdwStyleManager *style = adw_style_manager_get_default ();
  GdkDisplay      *display = gdk_display_get_default ();

  G_APPLICATION_CLASS (lt_application_parent_class)->startup (application);

  lt_application_actions_install (self);
  self->colours = gtk_css_provider_new ();
  self->look = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (self->look, LATHE_RESOURCES "/lathe.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->colours), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->look), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (on_theme), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (on_theme), self, G_CONNECT_SWAPPED);
  on_theme (self);
}

static void
show_gallery (LtApplication *self, const char *page)
{
  GtkWidget *window = lt_gallery_new (GTK_APPLICATION (self), page);

  gtk_widget_add_css_class (window, "lathe");
  gtk_window_present (GTK_WINDOW (window));
}

/* (transfer full): the files and folders of the command line, absolute. */
static char **
dup_paths (GApplicationCommandLine *command)
{
  int              argc;
  g_auto (GStrv)   argv = g_application_command_line_get_arguments (command, &argc);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command, argv[i]);
      g_autofree char  *path = g_file_get_path (file);

      if (path != NULL)
        g_strv_builder_add (paths, path);
    }
  return g_strv_builder_end (paths);
}

static int
lt_application_command_line (GApplication *application, GApplicationCommandLine *command)
{
  LtApplication *self = LT_APPLICATION (application);
  GVariantDict  *options = g_application_command_line_get_options_dict (command);
  g_auto (GStrv) paths = dup_paths (command);
  const char    *page = NULL;

  if (g_variant_dict_lookup (options, "gallery-page", "&s", &page) || g_variant_dict_contains (options, "gallery"))
    {
      show_gallery (self, page);
      return 0;
    }
  g_application_activate (application);
  if (paths[0] != NULL)
    lt_opener_take (LT_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (self))), (const char *const *) paths);
  return 0;
}

static void
lt_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (!LT_IS_WINDOW (window))
    window = GTK_WINDOW (lt_window_new (ADW_APPLICATION (application)));
  gtk_window_present (window);
}

static void
lt_application_dispose (GObject *object)
{
  LtApplication *self = LT_APPLICATION (object);

  g_clear_object (&self->colours);
  g_clear_object (&self->look);
  G_OBJECT_CLASS (lt_application_parent_class)->dispose (object);
}

static void
lt_application_class_init (LtApplicationClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_application_dispose;
  G_APPLICATION_CLASS (class)->startup = lt_application_startup;
  G_APPLICATION_CLASS (class)->command_line = lt_application_command_line;
  G_APPLICATION_CLASS (class)->activate = lt_application_activate;
}

static void
lt_application_init (LtApplication *self)
{
  static const GOptionEntry entries[] = {
    { "gallery", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    { "gallery-page", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, NULL, "PAGE" },
    G_OPTION_ENTRY_NULL,
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

LtApplication *
lt_application_new (void)
{
  return g_object_new (LT_TYPE_APPLICATION, "application-id", LATHE_APP_ID, "flags", G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}
