using System.Text.Json;
using System.Text.RegularExpressions;
using Arch.Expressions.Language;

namespace Arch.Plugins.Manifests;

/// <summary>Reads and checks <c>plugin.json</c>. Every key is known; nothing is ignored.</summary>
internal static partial class ManifestReader
{
    private const int MaxBytes = 64 * 1024;

    private static readonly string[] Keys = ["id", "version", "sdk", "description", "permissions"];

    /// <exception cref="PluginProblemException">ARCH4001 to ARCH4003.</exception>
    public static PluginManifest Read(string folder)
    {
        var path = Path.Combine(folder, PluginManifest.FileName);
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new PluginProblemException(
                "ARCH4001",
                $"The plugin folder '{folder}' has no '{PluginManifest.FileName}'.",
                "Add the manifest, or take the folder out of the plugin root.");
        }

        if (file.Length > MaxBytes)
        {
            throw Wrong(path, $"has {file.Length} bytes; at most {MaxBytes} are read", "Shorten it.");
        }

        return Parse(path, File.ReadAllBytes(path));
    }

    private static PluginManifest Parse(string path, byte[] content)
    {
        try
        {
            var text = content.AsMemory(content.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0);
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Check(path, document.RootElement);
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is null ? "" : $" at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
            throw new PluginProblemException(
                "ARCH4002", $"The manifest '{path}' is not JSON{place}.", "Correct it; comments and trailing commas are not allowed.", e);
        }
    }

    private static PluginManifest Check(string path, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(path, "is not an object", "Write { \"id\": …, \"version\": …, \"sdk\": … }.");
        }

        foreach (var member in root.EnumerateObject())
        {
            if (!Keys.Contains(member.Name, StringComparer.Ordinal))
            {
                throw Wrong(path, $"has the unknown key '{member.Name}'", Suggest(member.Name, Keys));
            }
        }

        var id = Text(path, root, "id", isRequired: true);
        if (!IdPattern().IsMatch(id))
        {
            throw Wrong(path, $"has the id '{id}'", "Use lower-case letters, digits and '-' in parts joined by dots, such as 'acme.mail'.");
        }

        var version = Text(path, root, "version", isRequired: true);
        if (!SemanticVersion.TryParse(version, out var parsedVersion))
        {
            throw Wrong(path, $"has the version '{version}'", "Use a semantic version such as '1.2.0'.");
        }

        var sdk = Text(path, root, "sdk", isRequired: true);
        if (!VersionRange.TryParse(sdk, out var range))
        {
            throw Wrong(path, $"has the SDK range '{sdk}'", "Use comparisons parted by blanks, such as '>=0.1 <1'.");
        }

        return new PluginManifest
        {
            Id = id,
            Version = parsedVersion,
            Sdk = range,
            Description = Text(path, root, "description", isRequired: false),
            Permissions = Permissions(path, root),
        };
    }

    private static string Text(string path, JsonElement root, string key, bool isRequired)
    {
        if (!root.TryGetProperty(key, out var value))
        {
            return isRequired ? throw Wrong(path, $"lacks the key '{key}'", $"Add \"{key}\".") : "";
        }

        return value.ValueKind == JsonValueKind.String && value.GetString() is { } text
            ? text
            : throw Wrong(path, $"gives '{key}' as {JsonKinds.Describe(value.ValueKind)}", "Give it as a string.");
    }

    private static PluginPermissions Permissions(string path, JsonElement root) => root.TryGetProperty("permissions", out var value)
        ? new PermissionReader((what, remedy) => Wrong(path, what, remedy)).Read(value)
        : PluginPermissions.None;

    public static string Suggest(string name, string[] known) => Suggestions.Closest(name, known) is { } closest
        ? $"Did you mean '{closest}'?"
        : $"Known are: {string.Join(", ", known)}.";

    private static PluginProblemException Wrong(string path, string what, string remedy) =>
        new("ARCH4003", $"The manifest '{path}' {what}.", remedy);

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex IdPattern();
}
