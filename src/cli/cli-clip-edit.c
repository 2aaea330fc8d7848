// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is asked for, and the edit of samples that it is.
// Layer: cli.

#include "cli/cli-clip-edit.h"

#include "cli/cli-clip.h"
#include "cli/cli-session.h"
#include "studio/sample-edit.h"
#include "studio/sample-heard.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

typedef struct
{
  char *at, *range, *band, *channel, *attenuate, *level, *feather;
  int   repair, fill, declip, silence, smooth, window;
} Args;

static void
args_clear (Args *self)
{
  char **const texts[] = { &self->at, &self->range, &self->band, &self->channel, &self->attenuate, &self->level, &self->feather };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*texts[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Args, args_clear)

static bool
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, sentence);
  return false;
}

/* --- which clip --- */

/* By number; without one, under --at; without that, under the range's start; or the only one. */
static const LtClip *
pick (const LtSession *session, const LtTrack *track, const char *number, const Args *args, GError **error)
{
  guint         n = track->clips->len;
  int64_t       at = 0, to = 0;
  const LtClip *clip = NULL;

  if (number != NULL)
    return lt_cli_clip_find_number (session, track, number, args->at, error);
  if (args->at != NULL ? !lt_cli_parse_time (args->at, session->rate_hz, &at, error)
                       : args->range != NULL && !lt_cli_parse_range (args->range, session->rate_hz, &at, &to, error))
    return NULL;
  if (args->at != NULL || args->range != NULL)
    clip = lt_cli_clip_find_under (track, at);
  if (clip == NULL && n == 1 && args->at == NULL)
    clip = g_ptr_array_index (track->clips, 0);
  if (clip == NULL)
    g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” has %u clips; say which one by its number, or by --at TIME."), track->strip->name, n);
  return clip;
}

/* --- what is to be done --- */

/* Exactly one of them; NULL: that is what was asked, else what is wrong. */
static const char *
find_kind (const Args *args, LtSampleEditKind *kind)
{
  const int asked[] = {
    [LT_SAMPLE_EDIT_GAIN] = args->attenuate != NULL, [LT_SAMPLE_EDIT_REPAIR] = args->repair, [LT_SAMPLE_EDIT_FILL] = args->fill,
    [LT_SAMPLE_EDIT_DECLIP] = args->declip,          [LT_SAMPLE_EDIT_SILENCE] = args->silence, [LT_SAMPLE_EDIT_SMOOTH] = args->smooth,
  };
  int      n = 0;
  gboolean is_spectral;

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    if (asked[i])
      {
        *kind = (LtSampleEditKind) i;
        n++;
      }
  if (n != 1)
    return n == 0 ? _ ("Say what to do: --attenuate DB, --repair, --fill, --declip, --silence or --smooth.") : _ ("One thing at a time: only one of the edits.");
  is_spectral = *kind == LT_SAMPLE_EDIT_GAIN || *kind == LT_SAMPLE_EDIT_REPAIR;
  if (!is_spectral && (args->band != NULL || args->feather != NULL || args->window != 0))
    return _ ("--band, --feather and --window go with --attenuate and --repair.");
  if (*kind != LT_SAMPLE_EDIT_DECLIP && args->level != NULL)
    return _ ("--level goes with --declip.");
  if (*kind != LT_SAMPLE_EDIT_DECLIP && args->range == NULL)
    return _ ("Say where with --range A:B.");
  return NULL;
}

static bool
parse_band (const char *text, double *low, double *high, GError **error)
{
  g_auto (GStrv) ends = g_strsplit (text, ":", 3);

  if (g_strv_length (ends) == 2 && (ends[0][0] == '\0' || lt_cli_parse_number (ends[0], low, NULL))
      && (ends[1][0] == '\0' || lt_cli_parse_number (ends[1], high, NULL)) && *low >= 0.0 && *low < *high)
    return true;
  return fail (error, _ ("A band is LOW:HIGH in hertz, as 5800:9600."));
}

static bool
parse_spectral (const Args *args, double rate_hz, LtSpectralBox *box, LtSampleEdit *edit, GError **error)
{
  double feather_ms = 8.0;

  box->low_hz = 0.0;
  box->high_hz = rate_hz;
  edit->size = (uint32_t) args->window;
  if ((args->band != NULL && !parse_band (args->band, &box->low_hz, &box->high_hz, error))
      || (args->attenuate != NULL && !lt_cli_parse_number (args->attenuate, &edit->gain_db, error))
      || (args->feather != NULL && !lt_cli_parse_number (args->feather, &feather_ms, error)))
    return false;
  if (edit->gain_db > 24.0)
    return fail (error, _ ("A part of the spectrum gets at most 24 dB louder."));
  if (!(feather_ms >= 0.0 && feather_ms <= 10000.0))
    return fail (error, _ ("A feather lasts 0 to 10000 ms."));
  box->from = edit->from;
  box->to = edit->to;
  edit->region = (LtSpectralRegion) { box, 1, feather_ms / 1000.0 * rate_hz, 0.1 };
  return true;
}

/* --- doing it --- */

static bool
parse_edit (const Args *args, const LtSession *session, const LtClip *clip, LtSpectralBox *box, LtSampleEdit *edit, GError **error)
{
  int64_t from = clip->pos_frames, to = clip->pos_frames + clip->length_frames;

  if (args->range != NULL && !lt_cli_parse_range (args->range, session->rate_hz, &from, &to, error))
    return false;
  lt_sample_heard_map (session, clip, from, to, &edit->from, &edit->to);
  if (args->channel != NULL)
    {
      edit->channels = strcmp (args->channel, "left") == 0 ? 1 : strcmp (args->channel, "right") == 0 ? 2 : 0;
      if (edit->channels == 0)
        return fail (error, _ ("A channel is left or right."));
    }
  if (args->level != NULL && (!lt_cli_parse_number (args->level, &edit->level_dbfs, error) || edit->level_dbfs >= 0.0))
    return *error != NULL ? false : fail (error, _ ("The level at which clipping begins is below 0 dBFS."));
  return (edit->kind != LT_SAMPLE_EDIT_GAIN && edit->kind != LT_SAMPLE_EDIT_REPAIR) || parse_spectral (args, session->rate_hz, box, edit, error);
}

static bool
apply (LtFolder *folder, const LtClip *clip, const LtSampleEdit *edit, GError **error)
{
  const char     *label = lt_sample_edit_get_label (edit->kind);
  LtSampleEditJob job = { .session = lt_folder_get_session (folder),
                          .folder = lt_folder_get_path (folder),
                          .clip_id = clip->id,
                          .edit = edit,
                          .progress = lt_cli_progress,
                          .progress_data = (gpointer) label,
                          .cancellable = lt_cli_get_cancellable () };
  g_autoptr (LtSampleEditResult) result = lt_sample_edit_make (&job, error);
  g_autoptr (LtSession) before = lt_session_ref (job.session);
  g_autofree char *leaf = NULL, *text = NULL;
  LtSession       *next;

  lt_cli_progress_end ();
  next = result != NULL ? lt_sample_edit_take (result, before, error) : NULL;
  if (next == NULL)
    return false;
  leaf = g_path_get_basename (lt_sample_edit_get_path (result));
  text = g_strdup_printf ("%s: %s", clip->name, label);
  bool done = lt_cli_session_commit (folder, next, text, error);
  if (lt_folder_get_session (folder) != before)
    lt_sample_edit_keep (result); /* the step is taken, also when it could not be saved */
  if (!done)
    return false;
  if (lt_sample_edit_was_worked_over (result))
    lt_cli_print (_ ("%s: stretch, pitch and effects of the clip are part of its recording now\n"), text);
  if (edit->kind == LT_SAMPLE_EDIT_DECLIP)
    lt_cli_print (ngettext ("%s: %" PRIu64 " clipped place rebuilt, in “%s”\n", "%s: %" PRIu64 " clipped places rebuilt, in “%s”\n",
                            (gulong) lt_sample_edit_get_n_places (result)),
                  text, lt_sample_edit_get_n_places (result), leaf);
  else
    lt_cli_print (_ ("%s: %" PRIu64 " samples changed, in “%s”\n"), text, lt_sample_edit_get_n_changed (result), leaf);
  return true;
}

static bool
do_edit (const Args *args, LtSampleEditKind kind, char **words, GError **error)
{
  g_autoptr (LtFolder) folder = lt_cli_session_open (words[0], LT_FOLDER_WRITE, error);
  const LtSession     *session = folder != NULL ? lt_folder_get_session (folder) : NULL;
  const LtTrack       *track = session != NULL ? lt_cli_session_track (session, words[1], error) : NULL;
  LtSampleEdit         edit = { .kind = kind };
  LtSpectralBox        box = { 0 };

  if (track == NULL)
    return false;

  const LtClip *clip = pick (session, track, words[3], args, error);
  return clip != NULL && parse_edit (args, session, clip, &box, &edit, error) && apply (folder, clip, &edit, error);
}

bool
lt_cli_clip_edit_is_asked (int argc, char **argv)
{
  return argc > 3 && strcmp (argv[3], "edit") == 0;
}

int
lt_cli_clip_edit_run (int argc, char **argv)
{
  static const LtCommand usage = {
    .name = "clip",
    .args = N_ ("SESSION TRACK edit [N] --attenuate DB|--repair --range A:B [--band LOW:HIGH] [--feather MS] [--window N]\n"
                "       lathe clip SESSION TRACK edit [N] --fill|--silence|--smooth --range A:B\n"
                "       lathe clip SESSION TRACK edit [N] --declip [--range A:B] [--level DB]\n\n"
                "N is the number in the list; without it, the clip at --at TIME or at the range's start. The recording stays as it\n"
                "is: the clip plays a new one from then on. Times are those of the session"),
    .summary = N_ ("Change samples of a clip"),
  };
  g_auto (Args)      args = { 0 };
  g_autoptr (GError) error = NULL;
  LtSampleEditKind   kind = LT_SAMPLE_EDIT_GAIN;
  const char        *wrong;
  int                code;
  const GOptionEntry entries[] = {
    { "attenuate", 0, 0, G_OPTION_ARG_STRING, &args.attenuate, N_ ("Turn the band up or down: -6, or -inf for silence"), "DB" },
    { "repair", 0, 0, G_OPTION_ARG_NONE, &args.repair, N_ ("Rebuild the band from what is before and behind the range"), NULL },
    { "fill", 0, 0, G_OPTION_ARG_NONE, &args.fill, N_ ("Put in the samples anew from the sound around them: clicks"), NULL },
    { "declip", 0, 0, G_OPTION_ARG_NONE, &args.declip, N_ ("Rebuild tops that were cut off"), NULL },
    { "silence", 0, 0, G_OPTION_ARG_NONE, &args.silence, N_ ("Make it silent"), NULL },
    { "smooth", 0, 0, G_OPTION_ARG_NONE, &args.smooth, N_ ("Filter it: each sample the mean of its neighbours, 1 4 6 4 1"), NULL },
    { "range", 0, 0, G_OPTION_ARG_STRING, &args.range, N_ ("Where"), "A:B" },
    { "at", 0, 0, G_OPTION_ARG_STRING, &args.at, N_ ("The clip that lies there"), N_ ("TIME") },
    { "band", 0, 0, G_OPTION_ARG_STRING, &args.band, N_ ("attenuate, repair: from LOW to HIGH hertz (default: all)"), "LOW:HIGH" },
    { "feather", 0, 0, G_OPTION_ARG_STRING, &args.feather, N_ ("attenuate, repair: how long it sets in (default: 8)"), N_ ("MS") },
    { "window", 0, 0, G_OPTION_ARG_INT, &args.window, N_ ("attenuate, repair: samples of a spectrum, 512 to 8192 (default: 2048)"), "N" },
    { "channel", 0, 0, G_OPTION_ARG_STRING, &args.channel, N_ ("left or right alone"), "C" },
    { "level", 0, 0, G_OPTION_ARG_STRING, &args.level, N_ ("declip: where clipping begins (default: flat tops are found)"), "DB" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = lt_cli_parse (&usage, entries, argc, argv, 3, 4, &code);

  if (words == NULL)
    return code;
  wrong = find_kind (&args, &kind);
  if (wrong != NULL)
    return lt_cli_wrong (&usage, "%s", wrong);
  return do_edit (&args, kind, words, &error) ? lt_cli_finish () : lt_cli_fail (error);
}
