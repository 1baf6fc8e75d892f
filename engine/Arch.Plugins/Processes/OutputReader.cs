using System.Buffers;
using System.Text;
using Arch.Sdk.Processes;

namespace Arch.Plugins.Processes;

/// <summary>Reads one output of a program: keeps its beginning, and tells its lines as they come.</summary>
internal sealed class OutputReader(ProcessRequest request, bool isError)
{
    private const int LongestLine = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly ArrayBufferWriter<byte> _kept = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private bool _isTruncated;
    private bool _isClosed;

    public async Task ReadAsync(Stream stream)
    {
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            if (!Keep(buffer.AsSpan(0, count)))
            {
                return;
            }

            TellLines(buffer.AsSpan(0, count));
        }

        if (_line.WrittenCount > 0)
        {
            TellLine();
        }
    }

    /// <summary>Gives what was kept. What comes later, from a program that nothing could end, is dropped.</summary>
    /// <param name="isWhole">Whether the output came to its end.</param>
    public (string Text, bool IsTruncated) Close(bool isWhole)
    {
        lock (_lock)
        {
            _isClosed = true;
            var bytes = _kept.WrittenSpan;
            return (Encoding.UTF8.GetString(_isTruncated ? WithoutHalfCharacter(bytes) : bytes), _isTruncated || !isWhole);
        }
    }

    private bool Keep(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            var room = Math.Min(bytes.Length, Math.Max(0, request.MaxOutput - _kept.WrittenCount));
            _kept.Write(bytes[..room]);
            _isTruncated |= room < bytes.Length;
            return !_isClosed;
        }
    }

    private static ReadOnlySpan<byte> WithoutHalfCharacter(ReadOnlySpan<byte> bytes)
    {
        // NeedMoreData: the beginning of a character, whose end was dropped.
        for (var length = 1; length <= Math.Min(3, bytes.Length); length++)
        {
            if (Rune.DecodeFromUtf8(bytes[^length..], out _, out _) == OperationStatus.NeedMoreData)
            {
                return bytes[..^length];
            }
        }

        return bytes;
    }

    private void TellLines(ReadOnlySpan<byte> bytes)
    {
        if (request.OnLine is null)
        {
            return;
        }

        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Append(bytes[..end]);
            TellLine();
            bytes = bytes[(end + 1)..];
        }

        Append(bytes);
    }

    // What is beyond the longest line is dropped: a program that writes no line ends must not fill the memory.
    private void Append(ReadOnlySpan<byte> bytes) => _line.Write(bytes[..Math.Min(bytes.Length, LongestLine - _line.WrittenCount)]);

    private void TellLine()
    {
        var line = Encoding.UTF8.GetString(_line.WrittenSpan).TrimEnd('\r');
        _line.ResetWrittenCount();
        request.OnLine?.Invoke(line, isError);
    }
}
