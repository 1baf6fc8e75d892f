using System.Runtime.InteropServices;
using Arch.Sdk.Vectors;
using Arch.Storage.Sqlite.Connections;
using Arch.Vectors.Filters;
using Arch.Vectors.Search;
using Arch.Vectors.Text;

namespace Arch.Storage.Sqlite.Vectors;

/// <summary>One search, in one transaction: what it finds is all of one state of the file.</summary>
internal sealed class VectorSearch(
    CollectionRow collection, VectorQuery query, VectorFilter? filter, SqliteVectorOptions options, CancellationToken cancellationToken)
{
    // Candidates beyond those asked for, since scores of float32 may put close ones in the wrong order.
    private const int Spare = 16;

    // How deep the rankings go that a hybrid search fuses, at least.
    private const int LeastFused = 100;

    // More terms than a question has cost time and change little.
    private const int MaxTerms = 64;

    /// <summary>Finds the matches.</summary>
    /// <returns><see langword="null"/> when the vectors in memory are of a later state: the search has to begin anew.</returns>
    public IReadOnlyList<VectorMatch>? Run(Connection connection, HotCollection? hot)
    {
        IReadOnlyList<(long Id, double Score)> ranked = [];
        if (!query.Vector.IsEmpty)
        {
            if (ByVector(connection, hot) is not { } byVector)
            {
                return null;
            }

            ranked = byVector;
        }

        if (query.IsHybrid)
        {
            ranked = ReciprocalRankFusion.Fuse([.. ranked.Select(item => item.Id)], ByText(connection));
        }

        return
        [
            .. ranked
                .Where(item => query.MinScore is not { } least || item.Score >= least)
                .Take(query.Limit)
                // What was found in this transaction is there until it ends.
                .Select(item => new VectorMatch { Record = RecordRows.Find(connection, item.Id)!, Score = item.Score }),
        ];
    }

    private int Depth => query.IsHybrid ? Math.Max(LeastFused, 2 * query.Limit) : query.Limit;

    private List<(long Id, double Score)>? ByVector(Connection connection, HotCollection? hot)
    {
        TopK best;
        if (hot is null)
        {
            best = Streamed(connection);
        }
        else
        {
            using var snapshot = hot.Take(connection, collection, cancellationToken);
            if (snapshot is null)
            {
                return null;
            }

            RowSet? rows = null;
            if (filter is { Conditions.Count: > 0 })
            {
                rows = snapshot.NoRows();
                FilterSql.ForEach(connection, collection, filter, rows.Add, cancellationToken);
            }

            best = snapshot.Search(query.Vector, query.Metric, rows, Depth + Spare, options.Workers, cancellationToken);
        }

        var vectors = connection.Prepared("SELECT vector FROM vectors WHERE id = ?1");
        return
        [
            .. best.Best()
                .Select(item => (item.Id, Score: vectors.Bind(1, item.Id).First(row => VectorScore.Exact(query.Metric, query.Vector.Span, Floats(row)))))
                .OrderByDescending(item => item.Score).ThenBy(item => item.Id)
                .Take(Depth),
        ];
    }

    private TopK Streamed(Connection connection)
    {
        using var streamed = new StreamedSearch(query.Vector, query.Metric, Depth + Spare);
        if (filter is { Conditions.Count: > 0 })
        {
            var vector = connection.Prepared("SELECT vector FROM vectors WHERE id = ?1");
            FilterSql.ForEach(connection, collection, filter, id => vector.Bind(1, id).First(row => Visit(id, row, 0)), cancellationToken);
            return streamed.End();
        }

        var rows = connection
            .Prepared("SELECT v.vector, v.id FROM records r JOIN vectors v ON v.id = r.id WHERE r.collection = ?1 ORDER BY r.id")
            .Bind(1, collection.Id);
        try
        {
            while (rows.Step())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Visit(rows.Int64(1), rows, 0);
            }
        }
        finally
        {
            rows.Reset();
        }

        return streamed.End();

        bool Visit(long id, Statement row, int column)
        {
            streamed.Visit(id, row.Borrowed(column));
            return true;
        }
    }

    private List<long> ByText(Connection connection)
    {
        var terms = SearchTerms.Of(query.Text ?? string.Empty).Distinct(StringComparer.Ordinal).Take(MaxTerms).ToList();
        if (terms.Count == 0)
        {
            return [];
        }

        HashSet<long>? allowed = null;
        if (filter is { Conditions.Count: > 0 })
        {
            var passed = new HashSet<long>();
            FilterSql.ForEach(connection, collection, filter, id => passed.Add(id), cancellationToken);
            allowed = passed;
        }

        // Terms are letters and digits, so that quoting needs no more.
        var rows = connection.Prepared($"SELECT rowid FROM {collection.Texts} WHERE {collection.Texts} MATCH ?1 ORDER BY rank, rowid")
            .Bind(1, string.Join(" OR ", terms.Select(term => $"\"{term}\"")));
        var found = new List<long>();
        try
        {
            while (found.Count < Depth && rows.Step())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (allowed?.Contains(rows.Int64(0)) != false)
                {
                    found.Add(rows.Int64(0));
                }
            }
        }
        finally
        {
            rows.Reset();
        }

        return found;
    }

    private static ReadOnlySpan<float> Floats(Statement row) =>
        MemoryMarshal.Cast<byte, float>(row.Borrowed(0));
}
