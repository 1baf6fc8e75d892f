using System.CommandLine;
using System.Text;
using System.Text.Json;
using Arch.Engine.Journal;
using Arch.Engine.Runs;
using Arch.Host.Output;
using Arch.Host.Projects;
using Arch.Host.Runs;

namespace Arch.Host.Cli.Runs;

/// <summary><c>arch runs journal ID</c></summary>
internal static class RunsJournalCommand
{
    // Enough to recognise what it is; all of it is in the JSON.
    private const int MostCharacters = 200;

    // Data that a workflow may hold, with the record around it.
    private static readonly JsonDocumentOptions DeepAsComes = new() { MaxDepth = 1_000 };

    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The run." };
        var output = CommonOptions.Output();
        var command = new Command("journal", "Shows the records of a run, of which everything else about it follows.") { id, output };
        command.SetAction((parsed, _) => ShowAsync(parsed.GetRequiredValue(id), parsed.GetValue(output)));
        return command;
    }

    private static async Task<int> ShowAsync(string id, OutputFormat format)
    {
        using var project = Project.Open();
        await using var store = await ProjectStore.OpenForAsync(project, id);
        var records = await store.ReadAsync(new RunId(id));
        if (records.Count == 0)
        {
            throw ProjectStore.NoSuchRun(id);
        }

        if (format == OutputFormat.Json)
        {
            await Console.Out.WriteLineAsync(JsonText.OfAll(records, Write));
            return ExitCodes.Succeeded;
        }

        foreach (var record in records)
        {
            var fields = Encoding.UTF8.GetString(JournalCodec.Encode(record));
            var shown = fields.Length <= MostCharacters ? fields : fields[..MostCharacters] + " ...";
            await Console.Out.WriteLineAsync($"{record.Sequence,5}  {StepText.Of(record.At)}  {record.Kind,-17}  {shown}");
        }

        return ExitCodes.Succeeded;
    }

    private static void Write(Utf8JsonWriter writer, JournalRecord record)
    {
        writer.WriteStartObject();
        writer.WriteNumber("sequence", record.Sequence);
        writer.WriteString("at", record.At);
        writer.WriteString("kind", record.Kind);
        writer.WritePropertyName("fields");
        using var fields = JsonDocument.Parse(JournalCodec.Encode(record), DeepAsComes);
        fields.RootElement.WriteTo(writer);
        writer.WriteEndObject();
    }
}
