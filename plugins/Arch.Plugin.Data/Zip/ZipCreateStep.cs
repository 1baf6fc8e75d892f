using System.IO.Compression;
using Arch.Sdk;
using Arch.Sdk.Files;

namespace Arch.Plugin.Data.Zip;

[Step("zip.create", Summary = "Packs files and folders into a zip archive.", Idempotent = true)]
internal sealed class ZipCreateStep : IStep<ZipCreateInput, ZipCreateOutput>
{
    public async Task<ZipCreateOutput> RunAsync(ZipCreateInput input, StepContext context, CancellationToken cancellationToken)
    {
        var sources = ZipSources.Find(input.Sources, context.Files);
        var target = context.Files.BeginWrite(input.File);
        await using (target.ConfigureAwait(false))
        {
            try
            {
                await PackAsync(sources, target.Stream, context, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (FileFailure.Is(e))
            {
                throw FileFailure.Describe(e, input.File);
            }

            var size = await target.CommitAsync(cancellationToken).ConfigureAwait(false);
            return new ZipCreateOutput { File = target.Display, Entries = [.. sources.Select(source => source.Entry)], Size = size };
        }
    }

    private static async Task PackAsync(
        IReadOnlyList<ZipSource> sources, Stream archive, StepContext context, CancellationToken cancellationToken)
    {
        var zip = await ZipArchive.CreateAsync(archive, ZipArchiveMode.Create, leaveOpen: true, null, cancellationToken).ConfigureAwait(false);
        await using (zip.ConfigureAwait(false))
        {
            for (var i = 0; i < sources.Count; i++)
            {
                context.ReportProgress((double)i / sources.Count, sources[i].Entry);
                await zip.CreateEntryFromFileAsync(
                    sources[i].FullPath, sources[i].Entry, CompressionLevel.Optimal, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
