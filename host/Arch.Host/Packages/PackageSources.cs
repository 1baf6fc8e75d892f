using Arch.Host.Cli;
using NuGet.Versioning;

namespace Arch.Host.Packages;

/// <summary>Tells the sources of plugins apart by how they are written.</summary>
internal static class PackageSources
{
    private const string NuGetPrefix = "nuget:";

    /// <exception cref="UsageException">ARCH4407, ARCH4408 or ARCH6004: it is none of them.</exception>
    public static IPackageSource Parse(string text, IReadOnlyList<string> feeds, string projectFolder)
    {
        if (text.StartsWith(NuGetPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return text[NuGetPrefix.Length..].Split('@') is [{ Length: > 0 } id, var number] && NuGetVersion.TryParse(number, out var version)
                ? new NuGetSource(id, version, feeds, projectFolder)
                : throw new UsageException("ARCH4408", $"'{text}' is no package: write 'nuget:ID@VERSION', such as 'nuget:Acme.Mail@1.2.0'.");
        }

        if (feeds.Count > 0)
        {
            throw new UsageException("ARCH6001", $"'--source' says where 'nuget:ID@VERSION' is looked for; '{text}' is not looked for.");
        }

        if (text.Contains("://", StringComparison.Ordinal))
        {
            return Uri.TryCreate(text, UriKind.Absolute, out var address) && HttpSource.IsAllowed(address)
                ? new HttpSource(address)
                : throw new UsageException("ARCH4407", $"A plugin is not fetched from '{HttpSource.Shown(text)}': the address must begin with https://, or http:// for this machine.");
        }

        var path = Path.GetFullPath(text);
        return Directory.Exists(path) ? new FolderSource(path)
            : File.Exists(path) ? new FileSource(path)
            : throw new UsageException("ARCH6004", $"'{text}' does not exist (looked for '{path}').");
    }
}
