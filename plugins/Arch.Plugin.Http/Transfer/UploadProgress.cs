using Arch.Sdk;

namespace Arch.Plugin.Http;

/// <summary>Tells how much of all files of one hop was read.</summary>
internal sealed class UploadProgress(long total, StepContext context)
{
    private long _sent;

    public void Add(int count)
    {
        _sent += count;
        if (total > 0)
        {
            context.ReportProgress(Math.Min(1, (double)_sent / total));
        }
    }
}
