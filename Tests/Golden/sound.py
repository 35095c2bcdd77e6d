"""Golden values of sounds: NumPy's Fourier transforms, SciPy's windows, librosa's spectrograms, mel
filters, decibels and cepstral coefficients, in double precision, and files that libsndfile wrote.

    python Tests/Golden/sound.py

writes sound.json beside itself. Signals are multiples of 1/256, which floats hold exactly.
"""

import base64
import io
import json
import pathlib

import librosa
import numpy as np
import scipy
import scipy.fft
import scipy.signal
import soundfile

generator = np.random.default_rng(18)


def draw(*shape):
    return generator.integers(-512, 513, shape) / 256


def stored(array):
    array = np.asarray(array, float)
    return {"shape": list(array.shape), "scalars": [float(f"{x:.9g}") for x in array.reshape(-1)]}


def transforms():
    for length in (1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 31, 50, 64, 100, 128, 243):
        signal = draw(2, length)
        spectrum = np.fft.rfft(signal)
        real, imaginary = draw(length // 2 + 1), draw(length // 2 + 1)
        yield {
            "length": length,
            "signal": stored(signal), "real": stored(spectrum.real), "imaginary": stored(spectrum.imag),
            "backReal": stored(real), "backImaginary": stored(imaginary),
            "back": stored(np.fft.irfft(real + 1j * imaginary, length)),
        }


def windows():
    for name in ("hann", "hamming", "boxcar"):
        for count in (0, 1, 2, 3, 8, 25):
            for periodic in (True, False):
                weights = scipy.signal.get_window(name, count, fftbins=periodic) if count else []
                yield {"name": name, "count": count, "isPeriodic": periodic, "weights": stored(weights)}


def spectrograms():
    signal = draw(301)
    for length, step, window_length, window, centered in (
        (64, 32, 64, "hann", True), (64, 20, 50, "hamming", False), (50, 25, 33, "hann", True),
        (31, 29, 31, "hann", True), (31, 40, 30, "hamming", True), (301, 1, 301, "hann", False),
    ):
        spectrum = librosa.stft(
            signal, n_fft=length, hop_length=step, win_length=window_length, window=window,
            center=centered, pad_mode="constant")
        yield {
            "signal": stored(signal), "length": length, "step": step, "windowLength": window_length,
            "window": window, "isCentered": centered, "power": stored(np.abs(spectrum.T) ** 2),
        }


def scales():
    frequencies = [0, 1, 100, 440, 999.5, 1000, 1000.5, 3000, 8000, 22050]
    for name in ("slaney", "htk"):
        mels = librosa.hz_to_mel(frequencies, htk=name == "htk")
        yield {
            "name": name, "hertz": frequencies, "mels": list(map(float, mels)),
            "back": list(map(float, librosa.mel_to_hz(mels, htk=name == "htk"))),
        }


def filters():
    for rate, length, count, lowest, highest, name, norm in (
        (8000, 256, 12, 0, 4000, "slaney", "slaney"), (8000, 256, 12, 0, 4000, "slaney", None),
        (16000, 128, 10, 20, 7600, "htk", "slaney"), (16000, 101, 8, 300.5, 8000, "htk", None),
        (8000, 32, 20, 0, 4000, "slaney", "slaney"),
    ):
        weights = librosa.filters.mel(
            sr=rate, n_fft=length, n_mels=count, fmin=lowest, fmax=highest, htk=name == "htk", norm=norm,
            dtype=np.float64)
        yield {
            "rate": rate, "length": length, "count": count, "lowest": lowest, "highest": highest,
            "scale": name, "hasEqualAreas": norm is not None, "weights": stored(weights.T),
        }


def features():
    signal = np.concatenate([draw(700), np.zeros(600)])
    mel = librosa.feature.melspectrogram(
        y=signal, sr=8000, n_fft=128, hop_length=64, n_mels=16, pad_mode="constant")
    decibels = librosa.power_to_db(mel, ref=2.0, amin=1e-8, top_db=None)
    ranged = librosa.power_to_db(mel, ref=2.0, amin=1e-8, top_db=60)
    return {
        "signal": stored(signal), "logMel": stored(np.log(np.maximum(mel.T, 1e-10))),
        "mel": stored(mel.T), "decibels": stored(decibels.T), "ranged": stored(ranged.T),
        "cepstrum": stored(librosa.feature.mfcc(S=ranged, n_mfcc=13).T),
        "cosines": stored(scipy.fft.dct(ranged.T, type=2, norm="ortho")),
    }


def files():
    for kind in ("WAV", "WAVEX"):
        for subtype in ("PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT"):
            for channels, count in ((1, 7), (2, 4), (3, 5), (1, 0)):
                whole = generator.integers(-(1 << 31), 1 << 31, (count, channels)).astype(np.int32)
                samples = generator.normal(size=(count, channels)) if subtype == "FLOAT" else whole
                file = io.BytesIO()
                soundfile.write(file, samples, 8000, subtype, format=kind)
                back, rate = soundfile.read(io.BytesIO(file.getvalue()), always_2d=True)
                yield {
                    "kind": kind, "format": subtype, "rate": rate,
                    "bytes": base64.b64encode(file.getvalue()).decode(), "samples": stored(back.T),
                }


golden = {
    "versions": {
        "numpy": np.__version__, "scipy": scipy.__version__, "librosa": librosa.__version__,
        "libsndfile": soundfile.__libsndfile_version__,
    },
    "transforms": list(transforms()), "windows": list(windows()), "spectrograms": list(spectrograms()),
    "scales": list(scales()), "filters": list(filters()), "features": features(), "files": list(files()),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, separators=(",", ":")))
