namespace Arch.Vectors.Search;

/// <summary>
/// Puts rankings together by ranks alone, so that scores of different kinds need no common scale: each ranking gives an item
/// 1 / (60 + rank), the first rank being 1 (Cormack, Clarke and Büttcher, 2009).
/// </summary>
public static class ReciprocalRankFusion
{
    private const double Smoothing = 60;

    /// <summary>Fuses rankings.</summary>
    /// <param name="rankings">Items, the best first; none twice in one ranking.</param>
    /// <returns>All items with their sums, the best first; of equals the lower item.</returns>
    public static IReadOnlyList<(long Item, double Score)> Fuse(params IReadOnlyList<IReadOnlyList<long>> rankings)
    {
        ArgumentNullException.ThrowIfNull(rankings);
        var sums = new Dictionary<long, double>();
        foreach (var ranking in rankings)
        {
            for (var i = 0; i < ranking.Count; i++)
            {
                sums[ranking[i]] = sums.GetValueOrDefault(ranking[i]) + (1 / (Smoothing + i + 1));
            }
        }

        return [.. sums.Select(sum => (sum.Key, sum.Value)).OrderByDescending(sum => sum.Value).ThenBy(sum => sum.Key)];
    }
}
