using Arch.Plugins.Packages;
using NuGet.Frameworks;
using NuGet.Versioning;

namespace Arch.Host.Packages;

/// <summary>Chooses the versions of what a package depends on, as NuGet does: the lowest that suits everybody.</summary>
internal sealed class NuGetClosure(NuGetFeeds feeds)
{
    /// <summary>What plugins are built for.</summary>
    public static readonly NuGetFramework Framework = NuGetFramework.Parse("net10.0");

    // The host gives these to every plugin; a copy beside the plugin would be another type identity.
    private static readonly string[] OfTheHost = ["Arch.Sdk"];

    private const int MostPackages = 200;

    /// <summary>Finds all packages of a plugin.</summary>
    /// <returns>The plugin's own package first.</returns>
    public async Task<IReadOnlyList<(string Id, NuGetVersion Version)>> FindAsync(string id, NuGetVersion version, CancellationToken cancellationToken)
    {
        var available = await feeds.VersionsAsync(id, cancellationToken);
        if (!available.Contains(version))
        {
            var there = available.Count == 0 ? $"no source has it; looked in {feeds}" : $"there are {string.Join(", ", available.Order())}";
            throw NuGetFeeds.Failure($"The package '{id}' {version} is not to be had: {there}.", null);
        }

        var chosen = new Dictionary<string, NuGetVersion>(StringComparer.OrdinalIgnoreCase) { [id] = version };
        while (true)
        {
            var wanted = await WantedAsync(id, chosen, cancellationToken);
            var open = wanted.FirstOrDefault(package => !package.Value.All(wish => chosen.TryGetValue(package.Key, out var now) && wish.Range.Satisfies(now)));
            if (open.Key is null)
            {
                return [(id, version), .. wanted.Keys.Where(other => !IsSame(other, id)).Order(StringComparer.OrdinalIgnoreCase).Select(other => (other, chosen[other]))];
            }

            chosen[open.Key] = IsSame(open.Key, id) ? throw Conflict(open.Key, open.Value, available) : await ChooseAsync(open.Key, open.Value, cancellationToken);
        }
    }

    private async Task<Dictionary<string, List<Wish>>> WantedAsync(
        string root, Dictionary<string, NuGetVersion> chosen, CancellationToken cancellationToken)
    {
        var wanted = new Dictionary<string, List<Wish>>(StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { root };
        var next = new Queue<string>([root]);
        while (next.TryDequeue(out var id))
        {
            if (!chosen.TryGetValue(id, out var version))
            {
                continue;
            }

            var groups = await feeds.DependenciesAsync(id, version, cancellationToken);
            var nearest = NuGetFrameworkUtility.GetNearest(groups, Framework);
            foreach (var dependency in (nearest?.Packages ?? []).Where(dependency => !OfTheHost.Contains(dependency.Id, StringComparer.OrdinalIgnoreCase)))
            {
                if (!wanted.TryGetValue(dependency.Id, out var wishes))
                {
                    wanted.Add(dependency.Id, wishes = []);
                }

                wishes.Add(new Wish(id, dependency.VersionRange));
                if (seen.Add(dependency.Id))
                {
                    next.Enqueue(dependency.Id);
                }
            }
        }

        return wanted.Count <= MostPackages
            ? wanted
            : throw NuGetFeeds.Failure($"The package '{root}' depends on more than {MostPackages} packages. Install a plugin that was built and zipped instead.", null);
    }

    private async Task<NuGetVersion> ChooseAsync(string id, List<Wish> wishes, CancellationToken cancellationToken)
    {
        var available = await feeds.VersionsAsync(id, cancellationToken);
        var mayBePrerelease = wishes.Exists(wish => wish.Range.MinVersion is { IsPrerelease: true });
        return available
            .Where(version => (mayBePrerelease || !version.IsPrerelease) && wishes.TrueForAll(wish => wish.Range.Satisfies(version)))
            .Min() ?? throw Conflict(id, wishes, available);
    }

    private static bool IsSame(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static PluginPackageException Conflict(string id, List<Wish> wishes, IReadOnlyList<NuGetVersion> available)
    {
        var wanted = string.Join(", ", wishes.Select(wish => $"'{wish.By}' wants {wish.Range.PrettyPrint()}"));
        var there = available.Count == 0 ? "no source has it" : $"there are {string.Join(", ", available.Order().TakeLast(5))}";
        return NuGetFeeds.Failure($"No version of the package '{id}' suits everybody: {wanted}; {there}.", null);
    }

    private sealed record Wish(string By, VersionRange Range);
}
