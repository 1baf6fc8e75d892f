using System.IO.Compression;
using Arch.Plugin.Data.Content;
using Arch.Sdk;
using Arch.Sdk.Files;

namespace Arch.Plugin.Data.Zip;

[Step("zip.extract", Summary = "Unpacks a zip archive into a folder.", Idempotent = true)]
internal sealed class ZipExtractStep : IStep<ZipExtractInput, ZipExtractOutput>
{
    public async Task<ZipExtractOutput> RunAsync(ZipExtractInput input, StepContext context, CancellationToken cancellationToken)
    {
        var stream = context.Files.OpenRead(input.File);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, null, cancellationToken).ConfigureAwait(false);
                await using (zip.ConfigureAwait(false))
                {
                    // Everything is checked before anything is written.
                    var entries = ZipPlan.Check(zip, input, context.Files);
                    return await ExtractAsync(input, entries, context, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (InvalidDataException e)
            {
                throw new StepException(Codes.InvalidArchive, $"'{input.File}' is not a zip archive that can be read: {e.Message}", e);
            }
            catch (Exception e) when (FileFailure.Is(e))
            {
                throw FileFailure.Describe(e, input.File);
            }
        }
    }

    private static async Task<ZipExtractOutput> ExtractAsync(
        ZipExtractInput input, IReadOnlyList<PlannedEntry> entries, StepContext context, CancellationToken cancellationToken)
    {
        context.Files.CreateFolder(input.Folder);
        var files = new List<string>(entries.Count);
        var size = 0L;
        for (var i = 0; i < entries.Count; i++)
        {
            context.ReportProgress((double)i / entries.Count, entries[i].Entry.FullName);
            var target = context.Files.BeginWrite(entries[i].Path, input.Overwrite);
            await using (target.ConfigureAwait(false))
            {
                await ZipEntryCopy.CopyAsync(
                    entries[i].Entry, target.Stream, input.MaxSize - size, cancellationToken).ConfigureAwait(false);
                size += await target.CommitAsync(cancellationToken).ConfigureAwait(false);
                files.Add(target.Display);
            }
        }

        return new ZipExtractOutput { Files = files, Size = size };
    }
}
