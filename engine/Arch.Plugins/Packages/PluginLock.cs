using System.Text.Encodings.Web;
using System.Text.Json;

namespace Arch.Plugins.Packages;

/// <summary>Reads and writes <c>plugins.lock.json</c>, the record of what was installed beside it.</summary>
internal static class PluginLock
{
    public const string FileName = "plugins.lock.json";

    private const int Format = 1;

    // People compare versions of it, so '+' in a version should read as '+'.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <exception cref="PluginPackageException">ARCH4409: it cannot be read.</exception>
    public static IReadOnlyList<InstalledPlugin> Read(string root)
    {
        var path = Path.Combine(root, FileName);
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { AllowDuplicateProperties = false });
            var format = document.RootElement.GetProperty("format").GetInt32();
            return format == Format
                ? [.. document.RootElement.GetProperty("plugins").EnumerateObject().Select(Plugin)]
                : throw Unreadable(path, $"it has the format {format}; this Arch reads {Format}", null);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Unreadable(path, e.Message, e);
        }
    }

    /// <summary>Puts a new record in the place of the old one, at once.</summary>
    public static void Write(string root, IEnumerable<InstalledPlugin> plugins)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, plugins);
        }

        var path = Path.Combine(root, FileName);
        using (var stream = new FileStream(path + ".new", FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
            stream.Write("\n"u8);
            stream.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path, overwrite: true);
    }

    private static void Write(Utf8JsonWriter writer, IEnumerable<InstalledPlugin> plugins)
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", Format);
        writer.WriteStartObject("plugins");
        foreach (var plugin in plugins.OrderBy(plugin => plugin.Id, StringComparer.Ordinal))
        {
            writer.WriteStartObject(plugin.Id);
            writer.WriteString("version", plugin.Version);
            writer.WriteString("folder", plugin.Folder);
            writer.WriteString("source", plugin.Source);
            writer.WriteString("sha256", plugin.Sha256);
            writer.WriteStartObject("files");
            foreach (var file in plugin.Files)
            {
                writer.WriteString(file.Path, file.Sha256);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static InstalledPlugin Plugin(JsonProperty plugin)
    {
        var folder = Text(plugin.Value, "folder");
        // The record is edited by people and tools; what is removed by it must lie beside it.
        return PackagePaths.Fault(folder) is not null || folder[0] == '.' || folder.Contains('/', StringComparison.Ordinal)
            ? throw new FormatException($"'{folder}' is no name of a folder beside it.")
            : new InstalledPlugin
            {
                Id = plugin.Name,
                Version = Text(plugin.Value, "version"),
                Folder = folder,
                Source = Text(plugin.Value, "source"),
                Sha256 = Text(plugin.Value, "sha256"),
                Files = [.. plugin.Value.GetProperty("files").EnumerateObject().Select(file => new PluginFile(file.Name, file.Value.GetString() ?? ""))],
            };
    }

    private static string Text(JsonElement plugin, string name) =>
        plugin.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");

    private static PluginPackageException Unreadable(string path, string reason, Exception? cause) => new(
        "ARCH4409",
        $"The record '{path}' cannot be read: {reason.TrimEnd('.')}. Take it back from version control, or delete it and install the plugins again.",
        cause);
}
