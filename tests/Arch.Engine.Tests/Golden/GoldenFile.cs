using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Arch.Engine.Runs;
using Arch.Workflows.Catalog;

namespace Arch.Engine.Tests.Golden;

/// <summary>
/// A file of journals: lines of JSON, packed with Brotli. A line has either a definition with its sources, or a run.
/// </summary>
internal sealed class GoldenFile
{
    public const string Pattern = "journals-*.jsonl.br";

    /// <summary>Gets the sources of the definitions by their ids.</summary>
    public Dictionary<string, IReadOnlyList<SourceText>> Definitions { get; } = new(StringComparer.Ordinal);

    public List<GoldenRun> Runs { get; } = [];

    public static GoldenFile Read(string path)
    {
        var file = new GoldenFile();
        using var reader = new StreamReader(new BrotliStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var json = JsonNode.Parse(line)!.AsObject(); // a line is an object
            if (json["sources"] is JsonArray sources)
            {
                file.Definitions.Add(Text(json["definition"]), [.. sources.Select(source => new SourceText(Text(source!["file"]), Text(source["text"])))]);
            }
            else
            {
                file.Runs.Add(Run(json));
            }
        }

        return file;
    }

    /// <summary>Writes a file that is not there yet.</summary>
    public void Write(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew);
        using var writer = new StreamWriter(new BrotliStream(file, CompressionLevel.SmallestSize)) { NewLine = "\n" };
        foreach (var (id, sources) in Definitions)
        {
            writer.WriteLine(new JsonObject
            {
                ["definition"] = id,
                ["sources"] = new JsonArray([.. sources.Select(source => new JsonObject { ["file"] = source.File, ["text"] = source.Text })]),
            }.ToJsonString());
        }

        Runs.ForEach(run => writer.WriteLine(Json(run).ToJsonString()));
    }

    private static JsonObject Json(GoldenRun run) => new()
    {
        ["run"] = run.Id.Value,
        ["about"] = run.About,
        ["records"] = new JsonArray([.. run.Records.Select(record => new JsonObject
        {
            ["seq"] = record.Sequence,
            ["at"] = record.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["kind"] = record.Kind,
            ["fields"] = record.Fields,
        })]),
        ["moments"] = new JsonArray([.. run.Moments.Select(moment => new JsonObject
        {
            ["after"] = moment.After,
            ["view"] = moment.View.DeepClone(),
            ["summary"] = moment.Summary.DeepClone(),
            ["snapshot_format"] = moment.SnapshotFormat,
            ["snapshot"] = moment.Snapshot,
        })]),
    };

    private static GoldenRun Run(JsonObject json) => new()
    {
        Id = new RunId(Text(json["run"])),
        About = Text(json["about"]),
        Records = [.. json["records"]!.AsArray().Select(record => new KeptRecord( // it was written with all of these
            record!["seq"]!.GetValue<long>(),
            DateTimeOffset.Parse(Text(record["at"]), CultureInfo.InvariantCulture),
            Text(record["kind"]),
            Text(record["fields"])))],
        Moments = [.. json["moments"]!.AsArray().Select(moment => new GoldenMoment( // as above
            moment!["after"]!.GetValue<long>(),
            moment["view"]!,
            moment["summary"]!,
            moment["snapshot_format"]!.GetValue<int>(),
            (string?)moment["snapshot"]))],
    };

    private static string Text(JsonNode? node) => node!.GetValue<string>(); // as above
}
