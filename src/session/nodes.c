// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lists of nodes: a new list for every change, the elements shared.
// Layer: session.

#include "session/session-private.h"

/* What every node but a track begins with. */
typedef struct
{
  gatomicrefcount refs;
  LtId            id;
} NodeHead;

static gpointer
node_ref (gpointer node)
{
  g_atomic_ref_count_inc (&((NodeHead *) node)->refs);
  return node;
}

static GPtrArray *
nodes_copy_range (GPtrArray *out, const GPtrArray *nodes, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    g_ptr_array_add (out, node_ref (nodes->pdata[i]));
  return out;
}

GPtrArray *
lt_nodes_copy (const GPtrArray *nodes, GDestroyNotify free_node)
{
  GPtrArray *out = g_ptr_array_new_full (nodes->len + 1, free_node);

  return nodes_copy_range (out, nodes, 0, nodes->len);
}

GPtrArray *
lt_nodes_with (const GPtrArray *nodes, guint index, gpointer node, GDestroyNotify free_node)
{
  GPtrArray *out = g_ptr_array_new_full (nodes->len, free_node);

  nodes_copy_range (out, nodes, 0, index);
  g_ptr_array_add (out, node);
  return nodes_copy_range (out, nodes, index + 1, nodes->len);
}

GPtrArray *
lt_nodes_insert (const GPtrArray *nodes, guint index, gpointer node, GDestroyNotify free_node)
{
  GPtrArray *out = lt_nodes_copy (nodes, free_node);

  g_ptr_array_insert (out, (int) MIN (index, nodes->len), node);
  return out;
}

GPtrArray *
lt_nodes_without (const GPtrArray *nodes, guint index, GDestroyNotify free_node)
{
  GPtrArray *out = g_ptr_array_new_full (nodes->len, free_node);

  nodes_copy_range (out, nodes, 0, index);
  return nodes_copy_range (out, nodes, index + 1, nodes->len);
}

GPtrArray *
lt_nodes_move (const GPtrArray *nodes, guint from, guint to, GDestroyNotify free_node)
{
  GPtrArray *out = lt_nodes_without (nodes, from, free_node);

  g_ptr_array_insert (out, (int) MIN (to, out->len), node_ref (nodes->pdata[from]));
  return out;
}

int
lt_nodes_find (const GPtrArray *nodes, LtId id)
{
  for (guint i = 0; i < nodes->len; i++)
    if (((const NodeHead *) nodes->pdata[i])->id == id)
      return (int) i;
  return -1;
}

void
lt_nodes_take (GPtrArray **list, GPtrArray *next)
{
  g_clear_pointer (list, g_ptr_array_unref);
  *list = next;
}

LtId
lt_nodes_id (gconstpointer node)
{
  return ((const NodeHead *) node)->id;
}
