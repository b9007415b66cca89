namespace DreamStack.Physics.Timelines;

/// <summary>The inputs of a record, by the step before which they act and in the order in which they came.</summary>
internal sealed class InputRecord
{
    private readonly List<TimelineInput> _inputs = [];

    public int Count => _inputs.Count;

    public TimelineInput this[int index] => _inputs[index];

    /// <summary>After those that the step has.</summary>
    public void Add(TimelineInput input) => _inputs.Insert(FirstFrom(input.Step + 1), input);

    public void AddUpTo(InputRecord from, long step)
    {
        for (int i = 0; i < from.FirstFrom(step); i++) _inputs.Add(from[i]);
    }

    /// <summary>Index of the first input of this step or a later one.</summary>
    public int FirstFrom(long step)
    {
        int low = 0, high = _inputs.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_inputs[middle].Step < step) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    public void CutFrom(long step)
    {
        int first = FirstFrom(step);
        _inputs.RemoveRange(first, _inputs.Count - first);
    }

    public void CutBefore(long step) => _inputs.RemoveRange(0, FirstFrom(step));

    public void Remove(TimelineInput input)
    {
        int index = FirstFrom(input.Step);
        while (!ReferenceEquals(_inputs[index].Bytes, input.Bytes)) index++;
        _inputs.RemoveAt(index);
    }
}
