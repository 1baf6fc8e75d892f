using Arch.Plugins.Packages;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Packaging;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace Arch.Host.Packages;

/// <summary>The NuGet sources that a plugin and what it depends on are looked for in.</summary>
internal sealed class NuGetFeeds : IDisposable
{
    private readonly SourceCacheContext _cache = new() { NoCache = true };
    private readonly List<(string Name, SourceRepository Repository)> _feeds;
    private readonly Dictionary<string, Offer> _offers = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="PluginPackageException">ARCH4408: a source is not used, or there is none.</exception>
    public NuGetFeeds(IReadOnlyList<string> given, string projectFolder)
    {
        var sources = given.Count > 0
            ? given.Select(source => new PackageSource(source.Contains("://", StringComparison.Ordinal) ? source : Path.GetFullPath(source)))
            : new PackageSourceProvider(NuGet.Configuration.Settings.LoadDefaultSettings(projectFolder)).LoadPackageSources().Where(source => source.IsEnabled);
        _feeds = [.. sources.Select(source => (Checked(source), Repository.Factory.GetCoreV3(source)))];
        if (_feeds.Count == 0)
        {
            throw Failure("NuGet's settings name no source. Name one with '--source'.", null);
        }
    }

    /// <summary>Gets the versions of a package that the first source that knows it has.</summary>
    /// <returns>The versions; empty when no source knows it.</returns>
    public async Task<IReadOnlyList<NuGetVersion>> VersionsAsync(string id, CancellationToken cancellationToken) =>
        (await FindAsync(id, cancellationToken))?.Versions ?? [];

    /// <summary>Gets what a package depends on, by framework.</summary>
    public Task<IReadOnlyList<PackageDependencyGroup>> DependenciesAsync(string id, NuGetVersion version, CancellationToken cancellationToken) =>
        AskAsync(id, async offer =>
        {
            var info = await offer.Packages.GetDependencyInfoAsync(id, version, _cache, NullLogger.Instance, cancellationToken);
            return info?.DependencyGroups ?? throw Failure($"The package '{id}' {version} is not in '{offer.Feed}' any more.", null);
        }, cancellationToken);

    /// <summary>Fetches a package.</summary>
    public Task<bool> FetchAsync(string id, NuGetVersion version, Stream target, CancellationToken cancellationToken) =>
        AskAsync(id, async offer =>
            await offer.Packages.CopyNupkgToStreamAsync(id, version, target, _cache, NullLogger.Instance, cancellationToken)
                ? true
                : throw Failure($"The package '{id}' {version} cannot be fetched from '{offer.Feed}'.", null),
            cancellationToken);

    /// <summary>Names the sources, for messages.</summary>
    public override string ToString() => string.Join(", ", _feeds.Select(feed => $"'{feed.Name}'"));

    public static PluginPackageException Failure(string message, Exception? cause) => new("ARCH4408", message, cause);

    public void Dispose() => _cache.Dispose();

    private static string Checked(PackageSource source)
    {
        var isAllowed = source.IsLocal || (Uri.TryCreate(source.Source, UriKind.Absolute, out var address) && HttpSource.IsAllowed(address));
        return isAllowed
            ? source.IsLocal ? LocalPath(source.Source) : HttpSource.Shown(source.Source)
            : throw Failure($"The NuGet source '{HttpSource.Shown(source.Source)}' is not used: it must be a folder, or begin with https:// (http:// for this machine).", null);
    }

    private static string LocalPath(string source) => Uri.TryCreate(source, UriKind.Absolute, out var address) && address.IsFile ? address.LocalPath : source;

    private async Task<T> AskAsync<T>(string id, Func<Offer, Task<T>> ask, CancellationToken cancellationToken)
    {
        var offer = await FindAsync(id, cancellationToken) ?? throw Failure($"No source has the package '{id}'; looked in {this}.", null);
        try
        {
            return await ask(offer);
        }
        catch (FatalProtocolException e)
        {
            throw Failure($"The NuGet source '{offer.Feed}' cannot be used: {e.Message}", e);
        }
    }

    // The first source that knows an id is the only one asked for it: a stranger's package of the same name elsewhere never wins by
    // a higher version.
    private async Task<Offer?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (_offers.TryGetValue(id, out var known))
        {
            return known;
        }

        foreach (var (name, repository) in _feeds)
        {
            try
            {
                var packages = await repository.GetResourceAsync<FindPackageByIdResource>(cancellationToken);
                NuGetVersion[] versions = packages is null ? [] : [.. await packages.GetAllVersionsAsync(id, _cache, NullLogger.Instance, cancellationToken)];
                if (packages is not null && versions.Length > 0)
                {
                    return _offers[id] = new Offer(name, packages, versions);
                }
            }
            catch (FatalProtocolException e)
            {
                throw Failure($"The NuGet source '{name}' cannot be used: {e.Message}", e);
            }
        }

        return null;
    }

    private sealed record Offer(string Feed, FindPackageByIdResource Packages, IReadOnlyList<NuGetVersion> Versions);
}
