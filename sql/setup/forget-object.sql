-- Removes the row of one object, so that a new one can take its place.
DELETE FROM public.pipeline_objects WHERE object_name = :'object_name';
