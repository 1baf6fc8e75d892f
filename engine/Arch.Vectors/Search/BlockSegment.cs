using System.Runtime.InteropServices;

namespace Arch.Vectors.Search;

/// <summary>
/// Rows of a block that lie side by side. The vectors are not in the collector's memory: freeing them gives the memory back at once.
/// As a handle it counts its users, so that it is freed when the last search on it has ended.
/// </summary>
internal sealed unsafe class BlockSegment : SafeHandle
{
    // A cache line, and the widest vector registers.
    private const nuint Alignment = 64;

    private readonly int _dimensions;
    private readonly long[] _ids;
    private readonly float[] _inverseLengths;

    public BlockSegment(int dimensions, int capacity)
        : base(0, ownsHandle: true)
    {
        _dimensions = dimensions;
        _ids = new long[capacity];
        _inverseLengths = new float[capacity];
        SetHandle((nint)NativeMemory.AlignedAlloc((nuint)BytesFor(dimensions, capacity), Alignment));
    }

    public override bool IsInvalid => handle == 0;

    public int Capacity => _ids.Length;

    /// <summary>Gets how many rows there are. Rows below it never change.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<long> Ids => _ids.AsSpan(0, Count);

    public long Bytes => BytesFor(_dimensions, Capacity) + (Capacity * (sizeof(long) + (long)sizeof(float)));

    public static long BytesFor(int dimensions, long rows) => rows * dimensions * sizeof(float);

    public ReadOnlySpan<float> Row(int row) => new((float*)handle + ((long)row * _dimensions), _dimensions);

    public float InverseLength(int row) => _inverseLengths[row];

    public long Id(int row) => _ids[row];

    public void Append(long id, ReadOnlySpan<byte> vector)
    {
        var row = new Span<float>((float*)handle + ((long)Count * _dimensions), _dimensions);
        vector.CopyTo(MemoryMarshal.AsBytes(row));
        _ids[Count] = id;
        _inverseLengths[Count] = VectorScore.InverseLength(row);
        Count++;
    }

    /// <summary>Forgets all rows, for a segment that one search alone uses.</summary>
    public void Clear() => Count = 0;

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
